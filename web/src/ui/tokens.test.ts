import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const folder = new URL('../', import.meta.url)
const tokens = readFileSync(new URL('ui/tokens.css', folder), 'utf8')

/** The declarations of the first block that follows this selector. */
function block(selector: string): Map<string, string> {
  const start = tokens.indexOf(`${selector} {`)
  assert.notEqual(start, -1, `no block ${selector}`)
  const body = tokens.slice(tokens.indexOf('{', start) + 1, tokens.indexOf('}', start))
  return new Map([...body.matchAll(/(--[\w-]+|color-scheme):\s*([^;]+);/g)].map(found => [found[1]!, found[2]!.trim()]))
}

/** Relative luminance of WCAG 2.2 for a #rrggbb colour. */
function luminance(colour: string): number {
  assert.match(colour, /^#[0-9a-f]{6}$/, `${colour} is not a plain colour`)
  const [red, green, blue] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

const grounds = ['--paper', '--sheet', '--sunken']
const pairsOf = (front: string, backs: readonly string[]) => backs.map(back => [front, back] as const)
const textPairs = [
  ...['--ink', '--ink-soft', '--ink-faint', '--accent', '--accent-hover', '--due', '--over'].flatMap(front =>
    pairsOf(front, grounds),
  ),
  ...pairsOf('--ink', ['--accent-wash', '--due-wash', '--over-wash']),
  ...pairsOf('--ink-soft', ['--accent-wash', '--due-wash', '--over-wash']),
  ...pairsOf('--on-accent', ['--accent', '--accent-hover']),
  ...pairsOf('--accent', ['--accent-wash']),
  ...pairsOf('--due', ['--due-wash']),
  ...pairsOf('--over', ['--over-wash']),
  ...pairsOf('--on-over', ['--over']),
]
const partPairs = [
  ...['--line-strong', '--focus', '--due-part', '--over-part'].flatMap(front => pairsOf(front, grounds)),
  ...pairsOf('--due-part', ['--due-wash']),
  ...pairsOf('--over-part', ['--over-wash']),
]

const light = block(':root')
const dark = block(':root[data-theme="dark"]')

for (const [name, set] of [
  ['light', light],
  ['dark', dark],
] as const) {
  test(`${name}: every text pair reaches 4.5:1 and every part 3:1`, () => {
    for (const [pairs, least] of [
      [textPairs, 4.5],
      [partPairs, 3],
    ] as const) {
      for (const [front, back] of pairs) {
        const reached = contrast(set.get(front)!, set.get(back)!)
        assert.ok(reached >= least, `${front} on ${back}: ${reached.toFixed(2)} < ${least}`)
      }
    }
  })
}

test('the measure itself can fail: grey on grey is found', () => {
  assert.ok(contrast('#777777', '#888888') < 4.5)
  assert.equal(Math.round(contrast('#000000', '#ffffff')), 21)
})

test('the dark set is the same by the system and by choice', () => {
  assert.deepEqual(block(':root:not([data-theme="light"])'), dark)
})

test('dark names every colour that light names', () => {
  const colours = [...light].filter(([, value]) => /^(#|rgb|0 8px)/.test(value)).map(([name]) => name)
  assert.deepEqual(
    colours.filter(name => !dark.has(name)),
    [],
  )
})

const colourName = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|oklch|oklab|lab|lch|color)\(|color-mix\(/i
const colourWord =
  /(?:color|background|fill|stroke|border|outline|shadow)[\w-]*['"]?\s*[:=]\s*['"]?[^;'",]*\b(?:white|black|red|green|blue|gray|grey|orange|yellow|amber|teal|cyan|silver|pink|purple)\b/i

function namesColour(text: string): string | undefined {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return (colourName.exec(plain) ?? colourWord.exec(plain.replace(/var\([^)]*\)/g, '')))?.[0]
}

test('nothing but tokens.css names a colour', () => {
  const files = globSync('**/*.{css,ts,tsx,html}', { cwd: folder.pathname }).filter(
    file => !file.endsWith('.test.ts') && file !== 'ui/tokens.css',
  )
  assert.ok(files.length > 10)
  for (const file of files) {
    const found = namesColour(readFileSync(new URL(file, folder), 'utf8'))
    assert.equal(found, undefined, `${file} names a colour: ${found}`)
  }
})

test('the search for colours can find one', () => {
  for (const text of ['a { color: #fff }', "fill: 'white'", 'background: rgb(0 0 0)', "<b style={{ color: 'red' }}>"])
    assert.ok(namesColour(text), text)
  assert.equal(namesColour('color: var(--ink); // white as paper'), undefined)
})
