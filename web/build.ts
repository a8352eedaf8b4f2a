import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { InlineConfig } from 'vite'

/** Logical name → URL of the built file: `desk.html`, `pocket.html`, `page.js`, `page.css`, `map.js`, … */
export type WebManifest = Readonly<Record<string, string>>

const web = import.meta.dirname
export const webFolder = path.join(web, 'dist')
const hashFile = 'sources.sha256'
const manifestFile = 'names.json'

/** Apps: what their libraries need. Public pages: the oldest browser inside WeChat that still opens https pages of today. */
const appTargets = ['chrome80', 'safari14', 'firefox90']
const publicTarget = 'es2017'

/** What the built files depend on: every source, the way they are built, and the exact libraries. */
function sourcesHash(): string {
  const hash = createHash('sha256')
  const files = globSync('{*.html,build.ts,package.json,src/**/*.{ts,tsx,css,json,svg}}', { cwd: web })
    .filter(file => !file.endsWith('.test.ts'))
    .sort()
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(web, file)))
      .update('\0')
  // The apps read the domain's contracts and tables.
  const domain = path.join(web, '../domain/src')
  for (const file of globSync('**/*.ts', { cwd: domain }).sort())
    if (!file.endsWith('.test.ts')) hash.update(readFileSync(path.join(domain, file)))
  hash.update(readFileSync(path.join(web, '../package-lock.json')))
  return hash.digest('hex')
}

function isFresh(hash: string): boolean {
  const kept = path.join(webFolder, hashFile)
  return existsSync(kept) && readFileSync(kept, 'utf8') === hash
}

/**
 * Builds the web applications if a source or a library changed since the last time. Says whether it did. The build runs in a
 * process of its own: the bundler's half gigabyte would stay with the server for its whole life.
 */
export async function buildWebWhenChanged(log: (line: string) => void = () => undefined): Promise<boolean> {
  if (isFresh(sourcesHash())) return false
  const child = spawn(process.execPath, [import.meta.filename], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = (await once(child, 'close')) as [number | null]
  known = undefined
  if (code !== 0) throw new Error('The screens could not be built; the lines above say why.')
  for (const line of said.trim().split('\n')) log(line)
  return true
}

async function buildHere(log: (line: string) => void): Promise<void> {
  const hash = sourcesHash()
  const started = performance.now()
  const fresh = path.join(web, `../.cache/web-${process.pid}`)
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  try {
    const names = { ...(await buildApps(fresh)), ...(await buildPublic(fresh)) }
    writeFileSync(path.join(fresh, manifestFile), JSON.stringify(names, null, 2))
    writeFileSync(path.join(fresh, hashFile), hash)
    // Two processes may build at once; the folder changes hands whole, and both are right.
    rmSync(webFolder, { recursive: true, force: true })
    renameSync(fresh, webFolder)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  log(`web built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

let known: WebManifest | undefined

/** The names that the server's pages link. Throws before the first build. */
export function manifest(): WebManifest {
  known ??= JSON.parse(readFileSync(path.join(webFolder, manifestFile), 'utf8')) as WebManifest
  return known
}

const ground = {
  root: web,
  configFile: false,
  logLevel: 'warn',
  base: '/',
} satisfies InlineConfig

type Chunk = { readonly file: string; readonly isEntry?: boolean; readonly name?: string; readonly src?: string }

async function buildApps(folder: string): Promise<Record<string, string>> {
  const { build } = await import('vite')
  const { default: react } = await import('@vitejs/plugin-react')
  await build({
    ...ground,
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: appTargets,
      cssTarget: appTargets,
      manifest: 'vite.json',
      modulePreload: { polyfill: true },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: {
          desk: path.join(web, 'desk.html'),
          pocket: path.join(web, 'pocket.html'),
          map: path.join(web, 'src/ui/map/public-map.ts'),
        },
      },
    },
  })
  const chunks = JSON.parse(readFileSync(path.join(folder, 'vite.json'), 'utf8')) as Record<
    string,
    Chunk & { css?: string[]; imports?: string[] }
  >
  const names: Record<string, string> = { 'desk.html': '/desk.html', 'pocket.html': '/pocket.html' }
  for (const chunk of Object.values(chunks)) {
    if (chunk.isEntry && chunk.name === 'map') {
      names['map.js'] = `/${chunk.file}`
      // Once the desk draws the same map, its sheet belongs to the part that both import.
      const drawn = [chunk, ...(chunk.imports ?? []).map(name => chunks[name])].find(
        each => each?.css?.[0] !== undefined,
      )
      if (drawn?.css?.[0] !== undefined) names['map.css'] = `/${drawn.css[0]}`
    }
    if (chunk.src?.endsWith('mark.svg')) names['mark.svg'] = `/${chunk.file}`
  }
  return names
}

/** One plain script for each file directly in src/public, no modules: old browsers run it, and none asks for a second file. */
async function buildPublic(folder: string): Promise<Record<string, string>> {
  const { build } = await import('vite')
  const names: Record<string, string> = {}
  for (const entry of globSync('src/public/*.{ts,css}', { cwd: web }).sort()) {
    if (entry.endsWith('.test.ts')) continue
    const name = path.basename(entry).replace(/\.ts$/, '.js')
    const result = await build({
      ...ground,
      build: {
        write: false,
        target: publicTarget,
        cssTarget: ['chrome61', 'safari11'],
        reportCompressedSize: false,
        modulePreload: false,
        rolldownOptions: {
          input: path.join(web, entry),
          output: entry.endsWith('.ts') ? { format: 'iife' } : {},
        },
      },
    })
    const outputs = (Array.isArray(result) ? result : [result]).flatMap(one => ('output' in one ? one.output : []))
    const wanted = outputs.find(output => output.fileName.endsWith(path.extname(name)))
    if (wanted === undefined) throw new Error(`${entry} was built into nothing`)
    const content = wanted.type === 'chunk' ? wanted.code : wanted.source
    const digest = createHash('sha256').update(content).digest('base64url').slice(0, 8)
    const file = `assets/${name.replace(/\.(js|css)$/, `-${digest}.$1`)}`
    writeFileSync(path.join(folder, file), content)
    names[name] = `/${file}`
  }
  return names
}

if (import.meta.main) {
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  if (isFresh(sourcesHash())) say('web is up to date')
  else await buildHere(say)
}
