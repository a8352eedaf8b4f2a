import assert from 'node:assert/strict'
import path from 'node:path'
import test from 'node:test'
import { readSettings } from './config.ts'

test('given an empty environment, then the documented values hold', () => {
  assert.deepEqual(readSettings({}), {
    port: 8080,
    host: '127.0.0.1',
    databaseUrl: undefined,
    migrationDatabaseUrl: undefined,
    dataFolder: path.resolve('data'),
    publicUrl: undefined,
    trustProxy: false,
    logLevel: 'info',
    baseMap: undefined,
  })
})

test('given good values, then each is read', () => {
  const settings = readSettings({
    PORT: '0',
    HOST: '::',
    DATABASE_URL: 'postgresql://product:secret@db/town',
    MIGRATION_DATABASE_URL: 'postgres://owner:secret@db/town',
    ONEGRID_DATA: '/srv/onegrid',
    PUBLIC_URL: 'https://grid.example.cn/',
    TRUST_PROXY: '10.0.0.0/8, loopback',
    LOG_LEVEL: 'warn',
  })
  assert.equal(settings.port, 0)
  assert.equal(settings.dataFolder, '/srv/onegrid')
  assert.equal(settings.publicUrl, 'https://grid.example.cn')
  assert.deepEqual(settings.trustProxy, ['10.0.0.0/8', 'loopback'])
  assert.equal(settings.logLevel, 'warn')
})

test('given a base map, then its address, its owner and the origin that pages may ask are read', () => {
  assert.deepEqual(
    readSettings({ ONEGRID_BASE_MAP: 'https://Tiles.example.cn:8443/t?z={z}&x={x}&y={y}&tk=k © A Co' }).baseMap,
    {
      tiles: 'https://Tiles.example.cn:8443/t?z={z}&x={x}&y={y}&tk=k',
      attribution: '© A Co',
      origin: 'https://tiles.example.cn:8443',
    },
  )
  assert.equal(readSettings({ ONEGRID_BASE_MAP: 'https://a.cn/{z}/{x}/{y}.png' }).baseMap?.attribution, '')
})

const tileFault = /^ONEGRID_BASE_MAP must be an https address/
const refused: readonly [Record<string, string>, RegExp][] = [
  [{ PORT: '80a' }, /^PORT=80a cannot be used/],
  [{ PORT: '70000' }, /^PORT=70000/],
  [{ PORT: '-1' }, /^PORT=-1/],
  [{ HOST: 'a b' }, /^HOST=a b/],
  [{ DATABASE_URL: 'mysql://a@b/c' }, /^DATABASE_URL must look like/],
  [{ DATABASE_URL: 'postgresql://host/db' }, /must name a user/],
  [{ MIGRATION_DATABASE_URL: 'postgresql://a:b@c/d' }, /needs DATABASE_URL/],
  [{ PUBLIC_URL: 'grid.example.cn' }, /^PUBLIC_URL=/],
  [{ PUBLIC_URL: 'https://grid.example.cn/path' }, /without a path/],
  [{ TRUST_PROXY: 'perhaps' }, /^TRUST_PROXY=perhaps/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL=loud/],
  [{ ONEGRID_BASE_MAP: 'http://tiles.example.cn/{z}/{x}/{y}.png' }, tileFault],
  [{ ONEGRID_BASE_MAP: 'https://tiles.example.cn/{z}/{x}.png' }, tileFault],
  [{ ONEGRID_BASE_MAP: 'https://{s}.example.cn/{z}/{x}/{y}.png' }, tileFault],
  [{ ONEGRID_BASE_MAP: 'https://{z}.example.cn/{x}/{y}.png' }, tileFault],
  [{ ONEGRID_BASE_MAP: 'https://me:pw@example.cn/{z}/{x}/{y}.png' }, tileFault],
  [{ ONEGRID_BASE_MAP: 'https://a.cn;script-src/{z}/{x}/{y}.png' }, tileFault],
  [{ ONEGRID_BASE_MAP: 'https://a.cn/{z}/{x}/{y}.png <b>A</b>' }, tileFault],
  [{ ONEGRID_BASE_MAP: 'on' }, tileFault],
  [{ ONEGRID_DATE: '/srv' }, /^ONEGRID_DATE is not a setting/],
]

for (const [environment, sentence] of refused)
  test(`given ${JSON.stringify(environment)}, then the start is refused in one line`, () => {
    assert.throws(
      () => readSettings(environment),
      (error: Error) => sentence.test(error.message) && !error.message.includes('\n'),
    )
  })

test('given a wrong database address, then its password is not repeated', () => {
  assert.throws(
    () => readSettings({ DATABASE_URL: 'mysql://user:topsecret@host/db' }),
    (error: Error) => !error.message.includes('topsecret'),
  )
})
