import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const web = new URL('../', import.meta.url)
type Bundle = { readonly [key: string]: string | Bundle }

/** Keys as `namespace:group.word`, without the plural endings of i18next (Chinese has one form, English two). */
function keysOf(language: string): Map<string, string> {
  const keys = new Map<string, string>()
  const walk = (bundle: Bundle, path: string) => {
    for (const [key, value] of Object.entries(bundle)) {
      const here = path.endsWith(':') ? path + key : `${path}.${key}`
      if (typeof value === 'string') keys.set(here.replace(/_(zero|one|two|few|many|other)$/, ''), value)
      else walk(value, here)
    }
  }
  for (const file of globSync(`words/${language}/*.json`, { cwd: web.pathname }))
    walk(JSON.parse(readFileSync(new URL(file, web), 'utf8')) as Bundle, `${file.replace(/^.*\/|\.json$/g, '')}:`)
  return keys
}

const zh = keysOf('zh')
const en = keysOf('en')

test('both languages have the same keys', () => {
  assert.ok(zh.size > 100)
  assert.deepEqual(
    [...zh.keys()].filter(key => !en.has(key)),
    [],
    'missing in English',
  )
  assert.deepEqual(
    [...en.keys()].filter(key => !zh.has(key)),
    [],
    'missing in Chinese',
  )
})

test('both languages fill in the same facts', () => {
  const facts = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)/g)].map(found => found[1]!))].sort()
  for (const [key, text] of zh) {
    const other = facts(en.get(key) ?? '')
    assert.deepEqual(
      facts(text).filter(fact => fact !== 'count'),
      other.filter(fact => fact !== 'count'),
      key,
    )
  }
})

test('the words keep the tone: no exclamation marks, nothing empty, no space typed between Chinese and Latin', () => {
  for (const [key, text] of [...zh, ...en]) {
    assert.ok(text.trim().length > 0, `${key} is empty`)
    assert.doesNotMatch(text, /[!!]/, key)
    assert.doesNotMatch(text, /操作成功|租户|successfully/, key)
  }
})

/** Keys in the code: `t('a:b.c')`, `say('a:b.c')`, `words: 'a:b.c'`, and the fixed beginning of a computed key. */
function usedKeys(source: string): { exact: string[]; beginnings: string[] } {
  const exact = [...source.matchAll(/(['"])([a-z][a-z-]*:[a-zA-Z][\w.]*\w)\1/g)].map(found => found[2]!)
  const beginnings = [...source.matchAll(/`([a-z][a-z-]*:[\w.]*)\$\{/g)].map(found => found[1]!)
  return { exact, beginnings }
}

const namespaces = new Set([...zh.keys()].map(key => key.slice(0, key.indexOf(':'))))
const sources = globSync('**/*.{ts,tsx}', { cwd: web.pathname }).filter(file => !file.endsWith('.test.ts'))

test('every key that the code asks for exists', () => {
  let asked = 0
  for (const file of sources) {
    const { exact, beginnings } = usedKeys(readFileSync(new URL(file, web), 'utf8'))
    for (const key of exact) {
      // node: and data: are addresses of other kinds
      if (['node', 'data', 'https', 'http', 'tel', 'blob'].includes(key.slice(0, key.indexOf(':')))) continue
      asked += 1
      assert.ok(zh.has(key), `${file} asks for ${key}`)
    }
    for (const beginning of beginnings) {
      if (!namespaces.has(beginning.slice(0, beginning.indexOf(':')))) continue
      asked += 1
      assert.ok(
        [...zh.keys()].some(key => key.startsWith(beginning)),
        `${file} asks for ${beginning}…`,
      )
    }
  }
  assert.ok(asked > 50, `only ${asked} keys found: the search is broken`)
})

test('keys are written in full: a bare word is found', () => {
  assert.deepEqual(usedKeys(`t('app:action.retry')`).exact, ['app:action.retry'])
  assert.deepEqual(usedKeys('t(`app:light.${light}`)').beginnings, ['app:light.'])
  for (const file of sources) {
    const bare = /[^\w.]t\('(?![a-z-]+:)[^']*'/.exec(readFileSync(new URL(file, web), 'utf8'))
    assert.equal(bare, null, `${file}: ${bare?.[0]} has no namespace`)
  }
})
