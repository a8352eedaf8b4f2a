import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A source tree as the rules see it: path from the project's folder → text. */
export type Tree = ReadonlyMap<string, string>

export function readTree(project: string): Tree {
  const files = globSync('{domain,server,web,demo,e2e,bench,test}/**/*.{ts,tsx,css}', {
    cwd: project,
    exclude: name => /(^|\/)(node_modules|dist|\.cache)(\/|$)/.test(name),
  })
  // The rules and their made-up offences are no part of the house.
  const house = files.filter(file => !/^test.architecture\.test/.test(file))
  return new Map(house.map(file => [file.split(path.sep).join('/'), readFileSync(path.join(project, file), 'utf8')]))
}

const importForms = [
  // import x, { y } from 'z' · export * from 'z' — type imports are arrows too
  /(?:^|[\n;])\s*(?:import|export)\s[^'"`;]*?\sfrom\s*(['"])([^'"\n]+)\1/g,
  /(?:^|[\n;])\s*import\s*(['"])([^'"\n]+)\1/g,
  /\bimport\s*\(\s*(['"])([^'"\n]+)\1/g,
]

/** What a text imports, as it is written. Comments are taken out first; an import inside a string is not looked for. */
export function importsOf(text: string): readonly string[] {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/(^|[\s;{}(])\/\/[^\n]*/g, '$1')
  return importForms.flatMap(form => [...plain.matchAll(form)].map(found => found[2]!))
}

const workspaces: Readonly<Record<string, string>> = {
  '@onegrid/domain/': 'domain/src/',
  '@onegrid/server/': 'server/src/',
  '@onegrid/web/': 'web/src/',
}

/** A file of the tree, or the name of a package. */
function targetOf(from: string, wanted: string): { file: string } | { package: string } {
  if (wanted.startsWith('.')) return { file: path.posix.join(path.posix.dirname(from), wanted.replace(/\?.*$/, '')) }
  if (wanted === '@onegrid/web/build.ts') return { file: 'web/build.ts' }
  for (const [prefix, folder] of Object.entries(workspaces))
    if (wanted.startsWith(prefix)) return { file: folder + wanted.slice(prefix.length) }
  const parts = wanted.split('/')
  return { package: wanted.startsWith('node:') ? wanted : parts.slice(0, wanted.startsWith('@') ? 2 : 1).join('/') }
}

/** The pure, deterministic libraries that rules may use besides the schema library. */
const domainLibraries = new Set(['typebox', 'chinese-days', 'flatbush', 'gcoord', 'geojson'])

/** kernel ← grid ← team ← the siblings ← points ← insight; siblings never import each other. */
const siblings = ['ticket', 'timegrid', 'service', 'voice', 'activity', 'project']
const ranks: Readonly<Record<string, number>> = {
  kernel: 0,
  grid: 1,
  team: 2,
  ...Object.fromEntries(siblings.map(name => [name, 3])),
  points: 4,
  insight: 5,
}

/** Ground of the server, below its slices; its own order is held by the rule against cycles. */
const serverGround = ['database', 'http', 'journal', 'jobs', 'account', 'blobs', 'attachment', 'tables']
/** words ← api ← ui ← account ← slices ← the applications. */
const webGround: Readonly<Record<string, number>> = {
  words: 0,
  api: 1,
  photo: 1.5,
  ui: 2,
  account: 3,
  desk: 9,
  pocket: 9,
  public: 9,
}

/** Which parts of the house a part may look into. Tests may look further, at the supports of tests. */
const houses: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  server: ['server', 'domain'],
  web: ['web', 'domain'],
  demo: ['demo', 'server', 'domain'],
  // A bench may take the time of a journey.
  bench: ['bench', 'server', 'domain', 'demo', 'e2e'],
  e2e: ['e2e'],
  test: ['test', 'domain', 'server', 'web', 'demo', 'bench', 'e2e'],
}

const isTest = (file: string) => /\.test\.tsx?$|\/fixtures?\//.test(file) || file.startsWith('test/')
const partsOf = (file: string) => file.split('/')
const sliceOf = (file: string) => (partsOf(file).length > 3 ? partsOf(file)[2] : undefined)

export type Fault = { readonly file: string; readonly rule: string; readonly because: string }

export function faultsOf(tree: Tree): readonly Fault[] {
  return [...arrowFaults(tree), ...cycleFaults(tree), ...nameFaults(tree), ...sizeFaults(tree), ...textFaults(tree)]
}

function arrowFaults(tree: Tree): Fault[] {
  const faults: Fault[] = []
  for (const [file, text] of tree) {
    if (!/\.tsx?$/.test(file)) continue
    for (const wanted of importsOf(text)) {
      const because = arrowFault(file, wanted, tree)
      if (because !== undefined) faults.push({ file, rule: 'arrow', because: `${wanted}: ${because}` })
    }
  }
  return faults
}

function arrowFault(file: string, wanted: string, tree: Tree): string | undefined {
  const target = targetOf(file, wanted)
  const house = partsOf(file)[0]!
  if ('package' in target) {
    if (house !== 'domain' || isTest(file)) return undefined
    return domainLibraries.has(target.package) ? undefined : 'the domain uses pure libraries of a short list only'
  }
  if (/\.tsx?$/.test(target.file) && !tree.has(target.file)) return 'there is no such file'
  const other = partsOf(target.file)[0]!
  if (isTest(file)) return undefined
  // The process that serves the web builds it first and asks for the names of the built files.
  if (target.file === 'web/build.ts' && ['server', 'demo', 'bench', 'e2e'].includes(house)) return undefined
  // The generator of table types reads a freshly migrated server of the tests.
  if (file === 'server/src/database/generate.ts' && target.file === 'test/database.ts') return undefined
  // A journey starts the product as a process and speaks HTTP; only its test supports may be shared.
  if (other === 'test') return house === 'e2e' || house === 'bench' ? undefined : 'test supports are for tests'
  if (!houses[house]?.includes(other)) return `${house} does not look into ${other}`
  if (house !== other) return undefined
  const own = sliceOf(file)
  const theirs = sliceOf(target.file)
  if (own === theirs) return undefined
  if (house === 'domain') return sliceFault(own, theirs)
  if (house === 'server') return serverFault(own, theirs, target.file)
  return house === 'web' ? webFault(own, theirs) : undefined
}

function sliceFault(own: string | undefined, theirs: string | undefined): string | undefined {
  if (own === undefined || theirs === undefined) return undefined
  // The wire shapes of sign-in stand beside the slices and know the kernel only.
  if (own === 'account') return theirs === 'kernel' ? undefined : 'account looks into the kernel only'
  const [ownRank, theirRank] = [ranks[own], ranks[theirs]]
  if (ownRank === undefined) return `${own} is no slice of the house`
  if (theirRank === undefined) return `${theirs} is no slice that others may look into`
  return theirRank < ownRank ? undefined : `${own} does not look into ${theirs}`
}

function serverFault(own: string | undefined, theirs: string | undefined, target: string): string | undefined {
  // main.ts, app.ts and config.ts put the house together; clock.ts and ids.ts are looked at by everybody.
  if (own === undefined || theirs === undefined) return undefined
  // Notices tell of everything that happens, so they stand above all slices; nobody asks them anything.
  if (theirs === 'notice') return 'notices hear of events by themselves'
  if (own === 'notice' && !serverGround.includes(theirs))
    return isStore(target) ? 'a slice never touches the store of another' : undefined
  if (serverGround.includes(own)) return serverGround.includes(theirs) ? undefined : `${own} stands below the slices`
  if (serverGround.includes(theirs)) return undefined
  if (isStore(target)) return 'a slice never touches the store of another'
  return sliceFault(own, theirs)
}

const isStore = (file: string) => /\/(store|store-[\w-]+)\.ts$/.test(file)

function webFault(own: string | undefined, theirs: string | undefined): string | undefined {
  if (own === undefined || theirs === undefined) return undefined
  const ownGround = webGround[own]
  const theirGround = webGround[theirs]
  if (theirGround === 9) return 'applications are the last to be put together'
  if (ownGround === 9) return undefined
  if (ownGround !== undefined)
    return theirGround !== undefined && theirGround < ownGround ? undefined : `${own} stands below ${theirs}`
  return theirGround !== undefined ? undefined : sliceFault(own, theirs)
}

/** Cycles between files, and between slices of one house: a type import is an arrow as well. */
function cycleFaults(tree: Tree): Fault[] {
  const arrows = new Map<string, string[]>()
  for (const [file, text] of tree) {
    if (!/\.tsx?$/.test(file) || isTest(file)) continue
    const looksAtPorts = /(^|\n)import type \{[^}]*\} from '[^'\n]*\/app\.ts'/.test(text)
    const targets = importsOf(text)
      .map(wanted => targetOf(file, wanted))
      // app.ts declares the ports that every slice is given and registers the slices: its types are looked at from below.
      .filter(target => !(looksAtPorts && 'file' in target && target.file === 'server/src/app.ts'))
    arrows.set(
      file,
      targets.flatMap(target => ('file' in target && tree.has(target.file) ? [target.file] : [])),
    )
  }
  const faults: Fault[] = []
  const state = new Map<string, 'open' | 'done'>()
  const path: string[] = []
  const visit = (file: string) => {
    state.set(file, 'open')
    path.push(file)
    for (const next of arrows.get(file) ?? []) {
      if (state.get(next) === 'open') {
        const cycle = [...path.slice(path.indexOf(next)), next]
        faults.push({ file: next, rule: 'cycle', because: cycle.join(' → ') })
      } else if (!state.has(next)) visit(next)
    }
    path.pop()
    state.set(file, 'done')
  }
  for (const file of arrows.keys()) if (!state.has(file)) visit(file)
  return faults
}

const bannedFolder = /(^|\/)(utils?|helpers?|common|shared|lib|misc|core)\//
const bannedFile = /(^|\/)(types|constants|utils?|helpers?)\.tsx?$|\.service\.tsx?$|(^|\/)index\.tsx?$/
const bannedFileName = /(^|[/-])(manager|helper|impl|base)(\.test)?\.tsx?$|(Manager|Helper|Impl|Base)(\.test)?\.tsx?$/
const bannedDeclaration =
  /\b(?:class|interface)\s+(\w+(?:Manager|Helper|Impl|Base|Service))\b|\btype\s+(\w+(?:Manager|Helper|Impl|Base|Service))\s*[<=]/g

function nameFaults(tree: Tree): Fault[] {
  const faults: Fault[] = []
  for (const [file, text] of tree) {
    const rule = 'name'
    if (bannedFolder.test(file)) faults.push({ file, rule, because: 'a folder that says nothing' })
    if (bannedFile.test(file) || bannedFileName.test(file))
      faults.push({ file, rule, because: 'a file that says nothing' })
    for (const [, one, other] of text.matchAll(bannedDeclaration))
      faults.push({ file, rule, because: `${one ?? other} says nothing` })
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').trim()
    const statements = code.split('\n').filter(line => line.trim() !== '')
    if (/\.tsx?$/.test(file) && statements.length > 1 && statements.every(line => /^export (\*|\{).* from /.test(line)))
      faults.push({ file, rule, because: 'a barrel' })
  }
  return faults
}

/** Generated files, fixtures and lists of words and drawings may be longer than a person reads at once. */
function sizeFaults(tree: Tree): Fault[] {
  return [...tree].flatMap(([file, text]) => {
    if (/\.generated\.ts$|\/words\/|\/fixtures?[./]|\/icons\.ts$/.test(file)) return []
    const lines = text.split('\n').length - 1
    return lines <= 400 ? [] : [{ file, rule: 'size', because: `${lines} lines` }]
  })
}

type TextRule = { readonly where: RegExp; readonly pattern: RegExp; readonly because: string }
const textRules: readonly TextRule[] = [
  {
    where: /^domain\/src\//,
    pattern: /\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)|\bperformance\.now\(/,
    because: 'the domain has no clock and no chance',
  },
  {
    where: /^domain\/src\//,
    pattern: /\b(process|window|document|globalThis|fetch|setTimeout|localStorage)\s*[.(]/,
    because: 'the domain has no surroundings',
  },
  // The edge: ids.ts and clock.ts bring time and chance in; a measured span is no date.
  {
    where: /^server\/src\/(?!clock|ids|main)/,
    pattern: /\bMath\.random\(|\bnew Date\(\)/,
    because: 'time and chance come through the ports',
  },
  { where: /./, pattern: /\bNODE_ENV\b/, because: 'no switch by environment' },
  { where: /./, pattern: /@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore/, because: 'a check switched off' },
  { where: /./, pattern: /\b(TODO|FIXME|XXX)\b/, because: 'unfinished' },
  { where: /\.tsx?$/, pattern: /[^\w.]as any\b|:\s*any\s*[;,)=\]}>\n|&]/, because: 'any' },
]

function textFaults(tree: Tree): Fault[] {
  const faults: Fault[] = []
  for (const [file, text] of tree) {
    if (/^test\/architecture/.test(file) || isTest(file)) continue
    const plain = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/ .*$/gm, '')
    for (const { where, pattern, because } of textRules)
      if (where.test(file) && pattern.test(plain)) faults.push({ file, rule: 'text', because })
    if (/\/[/*].*\b(TODO|FIXME|biome-ignore|@ts-)/.test(text))
      faults.push({ file, rule: 'text', because: 'a note instead of work' })
  }
  return faults
}
