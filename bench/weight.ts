/** JavaScript, gzip, that a browser asks for: the public pages with the report form before the map, and the desk's first view. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWebWhenChanged, manifest, webFolder } from '../web/build.ts'
import { type Emit, rounded } from './row.ts'

export async function run(emit: Emit): Promise<void> {
  await buildWebWhenChanged(line => process.stderr.write(`  ${line}\n`))
  const report = publicScripts()
  const desk = scriptsOfApp('desk.html')
  for (const [name, scripts] of [
    ['public pages, all', report],
    ['desk, first view', desk],
  ] as const) {
    emit({
      bench: `weight ${name}`,
      value: rounded([...scripts].reduce((sum, url) => sum + gzipSync(read(url)).length, 0) / 1000, 1),
      unit: 'kB gzip',
      detail: `${scripts.size} files`,
    })
  }
}

function read(url: string): string {
  return readFileSync(path.join(webFolder, url), 'utf8')
}

/** Every script of the public pages together, though no single page asks for all; the map comes only when it is asked for. */
function publicScripts(): ReadonlySet<string> {
  const named = Object.entries(manifest()).filter(([name]) => name.endsWith('.js') && name !== 'map.js')
  if (named.length === 0) throw new Error('The public pages have no script: were they built?')
  return new Set(named.map(([, url]) => url))
}

/** Its own script, what that imports at once, and one language. */
function scriptsOfApp(page: string): ReadonlySet<string> {
  const wanted = new Set<string>()
  const follow = (url: string): void => {
    if (wanted.has(url)) return
    wanted.add(url)
    for (const [, next] of read(url).matchAll(/(?:from|import)\s*["'](\.\/[^"']+\.js)["']/g))
      follow(path.posix.join(path.posix.dirname(url), next!))
  }
  for (const [, url] of read(page).matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)) follow(url!)
  const language = /\.\/zh-[\w-]+\.js/.exec([...wanted].map(read).join('\n'))?.[0]
  if (language !== undefined) follow(`/assets/${path.basename(language)}`)
  return wanted
}
