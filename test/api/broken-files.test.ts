/**
 * Broken and hostile files at every door through which a list or a map comes in: a sentence that says what to do, nothing
 * kept of what was refused, and the same list read the same however it was saved. FUZZ_SEED repeats a run.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as XLSX from '@e965/xlsx'
import type { GridImportWire } from '@onegrid/domain/grid/import/contract.ts'
import type { ImportWire } from '@onegrid/domain/team/people-import/contract.ts'
import { formOf } from '@onegrid/server/grid/import/fixture/form.ts'
import { bookOf, emptyRows, rowOf } from '@onegrid/server/tables/fixture/made-book.ts'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { openWorld, type World } from '../world.ts'
import { footprintOf } from './footprint.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const runs = Number(process.env['FUZZ_RUNS'] ?? 8)

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

/** Each door, a list that it takes, and how many of its rows were understood. */
const doors = {
  people: {
    to: '/api/v1/people-imports',
    rows: [
      ['姓名', '联系电话', '所属村', '小组', '岗位'],
      ['甲一', '13700000001', '碧塘村', '1组', '网格员'],
      ['甲二', '13700000002', '碧塘村', '2组', '护林员'],
    ],
    read: async (answer: Body) => {
      const { body } = await world.administrator.get(`/api/v1/people-imports/${String(answer['importId'])}`)
      const { items } = body as unknown as ImportWire
      return items.filter(row => row.outcome === 'new').map(row => row.words['name'])
    },
    expected: ['甲一', '甲二'],
  },
  grids: {
    to: '/api/v1/grid-imports',
    rows: [
      ['编码', '名称'],
      ['445321105901', '新塘村民委员会'],
      ['445321105902', '老塘村民委员会'],
    ],
    read: async (answer: Body) => {
      const { body } = await world.administrator.get(`/api/v1/grid-imports/${String(answer['importId'])}`)
      return (body as unknown as GridImportWire).rows.filter(row => row.state === 'new').map(row => row.code)
    },
    expected: ['445321105901', '445321105902'],
  },
  households: {
    to: '/api/v1/households/import?source=gcj02',
    rows: [
      ['经度', '纬度', '户数', '人口'],
      ['112.31', '22.71', '3', '11'],
      ['112.32', '22.72', '4', '15'],
    ],
    read: async (answer: Body) => [answer['places'], answer['households']],
    expected: [2, 7],
  },
} as const
type Door = keyof typeof doors
type Body = Record<string, unknown>

async function drop(door: Door, name: string, bytes: Uint8Array): Promise<{ status: number; body: Body }> {
  const { payload, contentType } = formOf(name, bytes)
  const answer = await world.app.inject({
    method: 'POST',
    url: doors[door].to,
    headers: {
      'content-type': contentType,
      'idempotency-key': world.ids.id(),
      cookie: `who=${world.administrator.personId}`,
    },
    payload,
  })
  return { status: answer.statusCode, body: answer.json() as Body }
}

/** Refused in words, with a remedy and nothing kept; @returns the rule or the code. */
async function refused(door: Door, name: string, bytes: Uint8Array): Promise<string> {
  const before = await footprintOf(world.database, world.tenantId)
  const { status, body } = await drop(door, name, bytes)
  assert.ok(status === 400 || status === 413, `${door} ${name}: ${status} ${JSON.stringify(body)}`)
  assert.match(String(body['title']), /\S/, name)
  assert.match(String(body['remedy']), /\S/, name)
  const { rule } = (body['facts'] ?? {}) as Readonly<Record<string, string>>
  // Wrong, and what to do about it.
  if (body['code'] === 'file_refused') assert.match(String(body['expected']), /请|要有/, name)
  assert.deepEqual(await footprintOf(world.database, world.tenantId), before, `${door} ${name} left something behind`)
  return rule ?? String(body['code'])
}

function xlsxOf(rows: readonly (readonly string[])[], bookType: XLSX.BookType = 'xlsx'): Buffer {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map(row => [...row])), '名单')
  return XLSX.write(book, { type: 'buffer', bookType, compression: true }) as Buffer
}

const csvOf = (rows: readonly (readonly string[])[]) => `${rows.map(row => row.join(',')).join('\r\n')}\r\n`

/** GB18030 from the decoder turned round: Node writes none itself. */
const gb18030: ReadonlyMap<string, readonly number[]> = (() => {
  const decoder = new TextDecoder('gb18030')
  const letters = new Map<string, readonly number[]>()
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++)
      if (second !== 0x7f) letters.set(decoder.decode(Uint8Array.of(first, second)), [first, second])
  return letters
})()
const inGb18030 = (text: string) =>
  Uint8Array.from([...text].flatMap(letter => gb18030.get(letter) ?? [letter.charCodeAt(0)]))

const directory = Buffer.from([0x50, 0x4b, 1, 2])

/** Made once for all doors. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => {
    made ??= make()
    return made
  }
}
/** 60 MB of nothing twice, in a hundred kilobytes. */
const bomb = once(() => {
  const zeros = new Uint8Array(60 * 1024 * 1024)
  return zipSync({ 'xl/workbook.xml': zeros, 'map.kml': zeros }, { level: 1 })
})
/** The same, whose directory claims a hundred bytes. */
const liar = once(() => {
  const bytes = Buffer.from(bomb())
  for (let at = bytes.indexOf(directory); at >= 0; at = bytes.indexOf(directory, at + 4))
    bytes.writeUInt32LE(100, at + 24)
  return bytes
})
const manyCells = once(() => bookOf(`<row r="1">${'<c r="A1"><v>1</v></c>'.repeat(210_000)}</row>`))
const manyMerges = once(() => {
  const merges = Array.from({ length: 21_000 }, (_, at) => `<mergeCell ref="A${at + 2}:C${at + 2}"/>`).join('')
  return bookOf(`${rowOf(1, ['姓名'])}</sheetData><mergeCells>${merges}</mergeCells><sheetData>`)
})

for (const door of Object.keys(doors) as Door[])
  describe(door, () => {
    const { rows, read, expected } = doors[door]
    const good = xlsxOf(rows)
    const columnLetter = String.fromCharCode(64 + rows[0].length)

    test('given the same list however it was saved, then it reads the same', async () => {
      const csv = csvOf(rows)
      const little = Buffer.from(csv, 'utf16le')
      const saved: Readonly<Record<string, Uint8Array>> = {
        'list.xlsx': good,
        'list.xls': xlsxOf(rows, 'biff8'),
        'utf8.csv': Buffer.from(csv),
        'utf8-marked.csv': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(csv)]),
        'gb18030.csv': inGb18030(csv),
        'utf16.csv': Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
        'tabs.txt': Buffer.from(csv.replaceAll(',', '\t')),
      }
      for (const [name, bytes] of Object.entries(saved)) {
        const { status, body } = await drop(door, name, bytes)
        assert.equal(status, 201, `${name}: ${JSON.stringify(body)}`)
        assert.deepEqual(await read(body), expected, name)
      }
    })

    test('given 100,000 framed rows without content, before and after the list, then it reads the same', async () => {
      const [first = '', ...rest] = rows.map((row, at) => rowOf(at === 0 ? 1 : 100_001 + at, row))
      const { status, body } = await drop(door, 'framed.xlsx', bookOf([first, emptyRows(2, 100_000), ...rest].join('')))
      assert.equal(status, 201, JSON.stringify(body))
      assert.deepEqual(await read(body), expected)
      const commas = `${csvOf(rows)}${`${','.repeat(rows[0].length - 1)}\r\n`.repeat(100_000)}`
      assert.deepEqual(await read((await drop(door, 'commas.csv', Buffer.from(commas))).body), expected)
    })

    test('given formulas, then the values that they had are read and nothing is worked out', async () => {
      const sheet = XLSX.utils.aoa_to_sheet(rows.map(row => [...row]))
      const last = `${columnLetter}2`
      sheet[last] = { ...sheet[last], f: 'WEBSERVICE("http://127.0.0.1:1/")' }
      const book = XLSX.utils.book_new()
      XLSX.utils.book_append_sheet(book, sheet, '名单')
      const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
      assert.deepEqual(await read((await drop(door, 'formula.xlsx', bytes)).body), expected)
      const kept = await footprintOf(world.database, world.tenantId)
      // Without a kept value there is nothing to read: the row is told, or the file.
      const empty = rows.map((row, at) =>
        at === 0
          ? rowOf(1, row)
          : `<row r="${at + 1}"><c r="A${at + 1}"><f>1+1</f></c><c r="B${at + 1}"><f>NOW()</f></c></row>`,
      )
      const answer = await drop(door, 'unworked.xlsx', bookOf(empty.join('')))
      if (answer.status === 201) assert.deepEqual(await read(answer.body), [])
      else assert.deepEqual(await footprintOf(world.database, world.tenantId), kept)
    })

    test('given a file that is cut, locked, a bomb or none at all, then a sentence says what to do and nothing is kept', async () => {
      const locked = Buffer.from(good)
      locked.writeUInt16LE(1, locked.indexOf(directory) + 8)
      const files: Readonly<Record<string, readonly [rule: string, bytes: Uint8Array]>> = {
        'empty.xlsx': ['empty', new Uint8Array()],
        'cut.xlsx': ['cut', good.subarray(0, good.length - 30)],
        'locked.xlsx': ['encrypted', locked],
        'bomb.zip': ['unpacks_too_large', bomb()],
        'liar.zip': ['unpacks_too_large', liar()],
        'one-cell.xlsx': ['too_many_cells', manyCells()],
        'merges.xlsx': ['too_many_merges', manyMerges()],
        'quote.csv': ['cell_too_long', Buffer.from(`${csvOf(rows)}"${'甲乙丙丁,\n'.repeat(20_000)}`)],
        'nothing.csv': ['nothing_in_it', Buffer.from(' \n ,, \n')],
        'spoilt.csv': ['encoding_unknown', Uint8Array.from([...Buffer.from(csvOf(rows)), 0xff, 0xff, 0x20])],
      }
      for (const [name, [rule, bytes]] of Object.entries(files))
        assert.equal(await refused(door, name, bytes), rule, name)
      const picture = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), Buffer.alloc(2000, 7)])
      assert.match(await refused(door, 'photo.xlsx', picture), /^(picture|not_a_table)$/)
      const page = Buffer.from('<html><body>登录已过期</body></html>')
      assert.match(await refused(door, 'page.xls', page), /^(web_page|not_a_table)$/)
      const long = `${'1\n'.repeat(190_000)}`
      await refused(door, 'long.csv', Buffer.from(long))
      await refused(door, 'large.csv', Buffer.alloc(21 * 1024 * 1024, 'a'))
    })

    test(`given bytes that were cut or spoilt anywhere, then they are read or refused, never half kept (seed ${seed})`, async () => {
      const spoilt = fc.oneof(
        fc.nat(good.length - 1).map(at => good.subarray(0, at)),
        fc.tuple(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 })).map(([at, noise]) => {
          const bytes = Uint8Array.from(good)
          bytes.set(noise.subarray(0, good.length - at), at)
          return bytes
        }),
        fc.tuple(fc.nat(30), fc.uint8Array({ minLength: 1, maxLength: 8 })).map(([at, noise]) => {
          const bytes = inGb18030(csvOf(rows))
          bytes.set(noise.subarray(0, bytes.length - at), at)
          return bytes
        }),
      )
      await fc.assert(
        fc.asyncProperty(spoilt, async bytes => {
          const before = await footprintOf(world.database, world.tenantId)
          const { status, body } = await drop(door, 'list.xlsx', bytes)
          assert.ok(status === 201 || status === 400, `${status} ${JSON.stringify(body)}`)
          if (status === 400) assert.deepEqual(await footprintOf(world.database, world.tenantId), before)
          else await read(body)
        }),
        { numRuns: runs, seed },
      )
    })
  })

test('given GeoJSON of households that is cut, deep or full of nothing, then it is refused or its places are counted', async () => {
  const feature = (geometry: string) => `{"type":"FeatureCollection","features":[${geometry}]}`
  const bytes = (text: string) => Buffer.from(text)
  const deep = feature(`{"geometry":{"coordinates":${'['.repeat(200_000)}1${']'.repeat(200_000)}}}`)
  assert.equal(await refused('households', 'deep.geojson', bytes(deep)), 'too_deep')
  assert.equal(await refused('households', 'half.json', bytes(feature('{"geometry":').slice(0, -2))), 'json_damaged')
  assert.equal(await refused('households', 'list.json', bytes('[1,2]')), 'json_damaged')
  assert.equal(await refused('households', 'empty.json', bytes('')), 'empty')
  assert.equal(await refused('households', 'nothing.json', bytes(feature('null,1,"x",{},[]'))), 'field_invalid')
  const place = '{"geometry":{"type":"Point","coordinates":[112.3,22.7]},"properties":{"户数":5}}'
  const { status, body } = await drop('households', 'some.geojson', inGb18030(feature(`null,${place},{"geometry":7}`)))
  assert.equal(status, 201, JSON.stringify(body))
  assert.deepEqual([body['places'], body['households'], body['leftOut']], [1, 5, 2])
})
