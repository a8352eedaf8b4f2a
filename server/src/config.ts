import path from 'node:path'

export type Settings = {
  readonly port: number
  readonly host: string
  /** Absent: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | undefined
  /** The login that migrates, where it is another than the product's. */
  readonly migrationDatabaseUrl: string | undefined
  readonly dataFolder: string
  /** Without a slash at the end; where absent, addresses follow the request's own host. */
  readonly publicUrl: string | undefined
  /** Which proxies may say who asked: none, all, a number of hops, or addresses and networks. */
  readonly trustProxy: boolean | number | readonly string[]
  readonly logLevel: LogLevel
  /** What lies under the grids of every map; absent, the grids alone are the map and nothing is fetched. */
  readonly baseMap: BaseMap | undefined
}

export type BaseMap = {
  /** Raster tiles, 256 pixels, in WGS-84 or CGCS2000. */
  readonly tiles: string
  /** What the map's owner wants to be named; plain text. */
  readonly attribution: string
  /** The one foreign place that pages may then fetch from. */
  readonly origin: string
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Names with our prefix that mean something; any other is a typing error that would otherwise go unnoticed. */
const ownNames = new Set(['ONEGRID_BASE_MAP', 'ONEGRID_DATA', 'ONEGRID_TEST_SERVER'])

/** Reads the environment once. Throws one plain line for the person who starts the product. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  for (const name of Object.keys(environment))
    if (name.startsWith('ONEGRID_') && !ownNames.has(name))
      throw new Error(`${name} is not a setting of OneGrid (is it misspelt?).`)
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined
  const databaseUrl = postgresUrl('DATABASE_URL', given('DATABASE_URL'))
  const migrationDatabaseUrl = postgresUrl('MIGRATION_DATABASE_URL', given('MIGRATION_DATABASE_URL'))
  if (migrationDatabaseUrl && !databaseUrl) throw new Error('MIGRATION_DATABASE_URL needs DATABASE_URL beside it.')
  return {
    port: port(given('PORT') ?? '8080'),
    host: hostName(given('HOST') ?? '127.0.0.1'),
    databaseUrl,
    migrationDatabaseUrl,
    dataFolder: path.resolve(given('ONEGRID_DATA') ?? 'data'),
    publicUrl: publicUrl(given('PUBLIC_URL')),
    trustProxy: trustProxy(given('TRUST_PROXY')),
    logLevel: logLevel(given('LOG_LEVEL') ?? 'info'),
    baseMap: baseMap(given('ONEGRID_BASE_MAP')),
  }
}

function port(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= 0 && value <= 65_535)) throw wrong('PORT', text, 'a number from 0 to 65535')
  return value
}

function hostName(text: string): string {
  if (!/^[A-Za-z0-9.:_-]+$/.test(text)) throw wrong('HOST', text, 'an address or a host name such as 0.0.0.0')
  return text
}

function postgresUrl(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  // The value is not repeated in the sentence: it may hold a password.
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol))
    throw new Error(`${name} must look like postgresql://user:password@host:5432/database.`)
  if (new URL(text).username === '')
    throw new Error(`${name} must name a user, as in postgresql://user:password@host/database.`)
  return text
}

function publicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const expected = 'an address such as https://grid.example.cn without a path'
  if (!URL.canParse(text)) throw wrong('PUBLIC_URL', text, expected)
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username)
    throw wrong('PUBLIC_URL', text, expected)
  return url.origin
}

function trustProxy(text: string | undefined): Settings['trustProxy'] {
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const places = text.split(',').map(place => place.trim())
  const bad = places.find(place => !/^(loopback|linklocal|uniquelocal|[0-9a-f.:]+(\/\d{1,3})?)$/i.test(place))
  if (bad !== undefined)
    throw wrong('TRUST_PROXY', text, 'true, false, a number of proxies, or addresses and networks with commas')
  return places
}

/** `https://tiles.example.cn/{z}/{x}/{y}.png © Example`. */
function baseMap(text: string | undefined): BaseMap | undefined {
  if (text === undefined) return undefined
  const [tiles = '', ...named] = text.split(/\s+/)
  // A key in the address is no secret: every browser that shows the map gets it. Still it is not repeated in a log.
  const bad = new Error(
    'ONEGRID_BASE_MAP must be an https address of tiles with {z}, {x} and {y} and no other braces, and may name its owner in plain text after a space.',
  )
  const holes = tiles.match(/\{[^}]*\}?|\}/g) ?? []
  if ([...holes].sort().join() !== '{x},{y},{z}') throw bad
  if (!URL.canParse(tiles)) throw bad
  const { protocol, origin, username, password, hash } = new URL(tiles)
  // The origin goes into a header of the pages: a template in it could not be named there.
  if (protocol !== 'https:' || !/^https:\/\/[a-z0-9.:[\]-]+$/.test(origin) || username || password || hash) throw bad
  const attribution = named.join(' ')
  if (/[<>]/.test(attribution) || attribution.length > 200) throw bad
  return { tiles, attribution, origin }
}

function logLevel(text: string): LogLevel {
  const level = logLevels.find(candidate => candidate === text)
  if (!level) throw wrong('LOG_LEVEL', text, `one of ${logLevels.join(', ')}`)
  return level
}

function wrong(name: string, text: string, expected: string): Error {
  return new Error(`${name}=${text} cannot be used: it must be ${expected}.`)
}
