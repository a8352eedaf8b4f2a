import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../clock.ts'
import { readSettings } from '../config.ts'
import type { Database } from '../database/database.ts'
import { openGround } from '../http/ground.ts'
import { registerMapSettings } from './map-settings.ts'

const towns = [
  { tenant_id: '01930000-0000-7000-8000-000000000001', host_names: [], code: 'DC', name: 'A', zone: 'Asia/Shanghai' },
]
const tables = { query: async (text: string) => (text.includes('from tenant') ? towns : []) }
const database = { host: (act: (tx: typeof tables) => unknown) => act(tables) } as unknown as Database

/** What a page may fetch from where, and what the maps are told. */
async function asked(environment: Record<string, string>) {
  const settings = readSettings({ LOG_LEVEL: 'silent', ...environment })
  const findActor = async () => ({ actor: { kind: 'anonymous' }, session: undefined }) as const
  const app = await openGround({ database, clock: systemClock(), settings, findActor })
  registerMapSettings(app, settings)
  await app.ready()
  const answer = await app.inject({ url: '/api/v1/map-settings' })
  const page = await app.inject({ url: '/desk/queue' })
  await app.close()
  const directives = (header: unknown) =>
    Object.fromEntries(
      String(header)
        .split('; ')
        .map(each => [each.split(' ')[0], each.split(' ').slice(1)]),
    ) as Record<string, string[]>
  return {
    body: answer.json<object>(),
    policies: [answer, page].map(each => directives(each.headers['content-security-policy'])),
  }
}

test('given no base map, then maps are told of none and nothing foreign may be fetched', async () => {
  const { body, policies } = await asked({})
  assert.deepEqual(body, {})
  for (const policy of policies) {
    assert.deepEqual(policy['img-src'], ["'self'", 'data:', 'blob:'])
    assert.deepEqual(policy['connect-src'], ["'self'"])
  }
})

test('given a base map, then maps are told of it and images of exactly its origin may be fetched', async () => {
  const tiles = 'https://tiles.example.cn/map/{z}/{x}/{y}.png?tk=k'
  const { body, policies } = await asked({ ONEGRID_BASE_MAP: `${tiles} © Example` })
  assert.deepEqual(body, { base: { tiles: [tiles], attribution: '© Example' } })
  for (const policy of policies) {
    const foreign = Object.entries(policy).filter(([, places]) => places.some(place => place.includes('example')))
    assert.deepEqual(foreign.map(([name]) => name).sort(), ['connect-src', 'img-src'])
    assert.deepEqual(policy['img-src'], ["'self'", 'data:', 'blob:', 'https://tiles.example.cn'])
    assert.deepEqual(policy['connect-src'], ["'self'", 'https://tiles.example.cn'])
    assert.deepEqual(policy['script-src'], ["'self'"])
  }
})
