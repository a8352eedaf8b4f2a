/** JavaScript, gzip, that a browser asks for: the public report page before its map, and the desk's first view. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { systemClock } from '@onegrid/server/clock.ts'
import { buildWebWhenChanged, webFolder } from '../web/build.ts'
import { openApplication } from './application.ts'
import { plantBenchTown } from './bench-town.ts'
import { openBenchGround } from './ground.ts'
import { type Emit, rounded } from './row.ts'

export async function run(emit: Emit): Promise<void> {
  await buildWebWhenChanged(line => process.stderr.write(`  ${line}\n`))
  const report = await reportPage()
  const desk = scriptsOfApp('desk.html')
  for (const [name, scripts] of [
    ['report page', report],
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

/** What the page itself says that it needs, as the product serves it. */
async function reportPage(): Promise<ReadonlySet<string>> {
  const ground = await openBenchGround({ clock: systemClock() })
  try {
    await plantBenchTown(ground.ports)
    const app = await openApplication(ground.ports, new Map())
    const scripts = new Set<string>()
    for (const url of ['/', '/report']) {
      const answer = await app.inject({ method: 'GET', url })
      const page =
        answer.statusCode === 302 || answer.statusCode === 303 ? await followed(app, answer.headers) : answer.body
      for (const [, script] of page.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)) scripts.add(script!)
    }
    await app.close()
    if (scripts.size === 0) throw new Error('The report page asks for no script: is this the page?')
    return scripts
  } finally {
    await ground.close()
  }
}

async function followed(
  app: Awaited<ReturnType<typeof openApplication>>,
  headers: Readonly<Record<string, unknown>>,
): Promise<string> {
  return (await app.inject({ method: 'GET', url: String(headers['location']) })).body
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
