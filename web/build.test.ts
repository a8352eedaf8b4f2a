import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { buildWebWhenChanged, manifest, webFolder } from './build.ts'

const read = (url: string) => readFileSync(path.join(webFolder, url), 'utf8')
const weight = (urls: Iterable<string>) => [...urls].reduce((sum, url) => sum + gzipSync(read(url)).length, 0)

/** The scripts that a page asks for before it shows anything: its own, what they import at once, and one language. */
function firstView(page: string): Set<string> {
  const wanted = new Set<string>()
  const follow = (url: string) => {
    if (wanted.has(url)) return
    wanted.add(url)
    for (const [, next] of read(url).matchAll(/(?:from|import)\s*["'](\.\/[^"']+\.js)["']/g))
      follow(path.posix.join(path.posix.dirname(url), next!))
  }
  for (const [, url] of read(page).matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)) follow(url!)
  const language = /assets\/zh-[\w-]+\.js|\.\/zh-[\w-]+\.js/.exec([...wanted].map(read).join('\n'))?.[0]
  assert.ok(language !== undefined, 'no language is loaded')
  follow(`/assets/${path.basename(language)}`)
  return wanted
}

before(async () => {
  await buildWebWhenChanged()
})

test('a second build does nothing', async () => {
  assert.equal(await buildWebWhenChanged(), false)
})

test('every name of the manifest is a file', () => {
  for (const name of ['desk.html', 'pocket.html', 'page.js', 'page.css', 'map.js', 'map.css', 'mark.svg'])
    assert.ok(existsSync(path.join(webFolder, manifest()[name] ?? 'missing')), name)
})

test('the first view of the desk weighs at most 600 KB of script, gzip, and the pocket 350', () => {
  for (const [page, most] of [
    ['desk.html', 600_000],
    ['pocket.html', 350_000],
  ] as const) {
    const scripts = firstView(page)
    const weighed = weight(scripts)
    assert.ok(weighed > 50_000, `${page}: ${weighed} bytes is too little to be true`)
    assert.ok(weighed <= most, `${page}: ${weighed} bytes`)
    for (const script of scripts) assert.doesNotMatch(script, /maplibre|\/(map|draw)-/, `${page} loads the map`)
  }
})

test('the scripts of the public pages weigh at most 30 KB together, gzip, and old browsers can read them', () => {
  const scripts = Object.entries(manifest()).filter(([name]) => name.endsWith('.js') && name !== 'map.js')
  assert.ok(scripts.length > 0)
  assert.ok(weight(scripts.map(([, url]) => url)) <= 30_000)
  for (const [name, url] of scripts) {
    const text = read(url)
    assert.doesNotMatch(
      text,
      /\?\.[\w([]|\?\?|\bimport\s*[({"'*]|\bexport\b/,
      `${name} has syntax that old browsers refuse`,
    )
  }
})

test('no page has a script of its own inside: the security policy forbids it', () => {
  for (const page of ['desk.html', 'pocket.html']) assert.doesNotMatch(read(page), /<script(?![^>]*\bsrc=)/)
})
