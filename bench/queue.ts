/** What a desk asks all day, over HTTP, in a town of ten thousand tickets and in one of a million. */

import { Connection } from './connection.ts'
import { type LargeTown, openLargeTown } from './fill.ts'
import type { Row } from './row.ts'
import { type Emit, percentile, rounded } from './row.ts'
import { serve } from './served.ts'

const sizes = (process.env['BENCH_TICKETS'] ?? '10000,1000000').split(',').map(Number)
const times = Number(process.env['BENCH_TIMES'] ?? 2000)

/** Several ways of asking the same kind of question take turns, so that no single page stays warm alone. */
type Question = { readonly name: string; readonly urls: (large: LargeTown) => readonly string[] }

const list = (query: string) => `/api/v1/tickets?scope=town&${query}`
const text = (words: string) => list(`text=${encodeURIComponent(words)}`)

const questions: readonly Question[] = [
  {
    name: 'queue page',
    urls: () =>
      ['to_assess', 'to_dispatch', 'to_acknowledge', 'in_progress', 'to_verify'].map(each => list(`queue=${each}`)),
  },
  {
    name: 'filtered page',
    urls: () => [
      list('subcategory=1104'),
      list('subcategory=1201&light=on_time'),
      list('queue=in_progress&subcategory=1101'),
      list('queue=to_assess&source=resident&urgency=ordinary'),
    ],
  },
  { name: 'search, two letters, in many', urls: () => ['路灯', '垃圾', '水渠', '多谢'].map(text) },
  { name: 'search, two letters, in few', urls: () => ['野猪', '鸡场', '转盘'].map(text) },
  { name: 'search, more letters', urls: () => ['路灯坏了', '水渠给泥堵死', '食玉米', '早上最大'].map(text) },
  { name: 'search, two words', urls: () => ['榕树头 路灯', '桥头 垃圾', '梁家 水渠'].map(text) },
  { name: 'search, never together', urls: () => ['路灯 垃圾', '水渠 灯杆'].map(text) },
  { name: 'ticket page', urls: large => large.real.closed.map(number => `/api/v1/tickets/${number}`) },
  { name: 'counts of all queues', urls: () => ['/api/v1/tickets/counts?scope=town'] },
]

export async function run(emit: Emit): Promise<void> {
  const waits = new Map<string, number>()
  for (const size of sizes) {
    for (const row of await measure(size)) {
      const name = row.bench.replace(/^queue \d+ /, '')
      const small = waits.get(name)
      waits.set(name, small ?? row.value)
      emit(small === undefined ? row : { ...row, ratio: rounded(row.value / small, 2), against: `at ${sizes[0]}` })
    }
  }
}

async function measure(size: number): Promise<readonly Row[]> {
  const large = await openLargeTown(size)
  const { appUrl, ownerUrl, dataFolder } = large.ground
  try {
    const served = await serve({ appUrl, ownerUrl, dataFolder, laterWork: false, actors: [large.town.centre] })
    const connection = await Connection.open(served.port)
    const headers = { cookie: `who=${large.town.centre.personId}` }
    const rows: Row[] = []
    for (const { name, urls } of questions) {
      const asked = urls(large)
      const waits: number[] = []
      let items = 0
      for (let time = -50; time < times; time += 1) {
        const url = asked[Math.abs(time) % asked.length]!
        const begun = performance.now()
        const answer = await connection.send('GET', url, headers)
        if (time >= 0) waits.push(performance.now() - begun)
        if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${answer.body}`)
        items = Math.max(items, (JSON.parse(answer.body) as { items?: unknown[] }).items?.length ?? 0)
      }
      rows.push({
        bench: `queue ${size} ${name}`,
        value: rounded(percentile(waits, 0.99), 2),
        unit: 'ms (99 of 100)',
        detail: `half in ${rounded(percentile(waits, 0.5), 2)} ms, ${times} times, up to ${items} rows`,
      })
    }
    connection.close()
    await served.stop()
    return rows
  } finally {
    await large.ground.close()
  }
}
