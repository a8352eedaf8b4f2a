import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as XLSX from '@e965/xlsx'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { parseTables } from './parse-table.ts'
import { readTables } from './read-table.ts'
import type { TableFile } from './table.ts'
import { unpack } from './unpack.ts'

const text = (words: string) => new TextEncoder().encode(words)
const cellsOf = (table: TableFile) => table.sheets[0]?.rows.map(row => row.cells)
const ruleOf = (bytes: Uint8Array, name = 'list.xlsx') => {
  try {
    parseTables({ name, bytes })
    return 'read'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    assert.equal(error.code, 'file_refused')
    return error.facts['rule']
  }
}

function workbook(
  rows: readonly (readonly unknown[])[],
  change: (sheet: XLSX.WorkSheet) => void = () => {},
): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet(rows as unknown[][], { UTC: true })
  change(sheet)
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sheet, '花名册')
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
}

test('given a workbook with a merged heading, codes as numbers and a date, then cells come as they are shown', async () => {
  const day = new Date('2022-01-31T00:00:00.000Z')
  const bytes = workbook([['东成镇花名册'], [], [445321105201003, ' 叶 树生 ', day]], sheet => {
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }]
  })
  const { sheets } = await readTables({ name: '花名册.xlsx', bytes })
  assert.deepEqual(sheets, [
    {
      name: '花名册',
      rows: [
        { number: 1, cells: ['东成镇花名册'] },
        { number: 3, cells: [445321105201003, '叶 树生', day] },
      ],
      merged: [{ fromRow: 1, toRow: 1, fromColumn: 0, toColumn: 2 }],
    },
  ])
})

test('given formulas, then their kept values are read and nothing is worked out', () => {
  const bytes = workbook([['x']], sheet => {
    sheet['A1'] = { t: 'n', v: 3, f: '1+1' }
    sheet['B1'] = { t: 'n', v: 0, f: 'WEBSERVICE("http://127.0.0.1/")' }
    sheet['!ref'] = 'A1:B1'
  })
  assert.deepEqual(cellsOf(parseTables({ name: 'a.xlsx', bytes })), [[3, 0]])
  assert.deepEqual(cellsOf(parseTables({ name: 'a.csv', bytes: text('=1+1,@SUM(A1)') })), [['=1+1', '@SUM(A1)']])
})

test('given the same list in each encoding, then it reads the same', () => {
  const list = '编码,名称\r\n445321105201,东瑶村\r\n'
  const gb = Buffer.from([
    ...[0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0d, 0x0a],
    ...text('445321105201,'),
    ...[0xb6, 0xab, 0xd1, 0xfe, 0xb4, 0xe5],
  ])
  const little = Buffer.from(list, 'utf16le')
  const big = Buffer.from(little).swap16()
  const expected = [
    ['编码', '名称'],
    ['445321105201', '东瑶村'],
  ]
  const marked = (mark: readonly number[], rest: Uint8Array) => Buffer.from([...mark, ...rest])
  const kinds = {
    utf8: text(list),
    marked: marked([0xef, 0xbb, 0xbf], text(list)),
    gb,
    little: marked([0xff, 0xfe], little),
    big: marked([0xfe, 0xff], big),
    unmarked: little,
  }
  for (const [name, bytes] of Object.entries(kinds))
    assert.deepEqual(cellsOf(parseTables({ name, bytes })), expected, name)
  assert.equal(ruleOf(Buffer.from([0xef, 0xbb, 0xbf, 0xff, 0xff, 0x20])), 'encoding_unknown')
})

test('given quotes, separators and line ends of all kinds, then no value is torn', () => {
  const read = (words: string) => cellsOf(parseTables({ name: 'a.csv', bytes: text(words) }))
  assert.deepEqual(read('"a,1","say ""so""",\n,b'), [
    ['a,1', 'say "so"'],
    [undefined, 'b'],
  ])
  assert.deepEqual(read('"two\nlines";x\r"y";z'), [
    ['two\nlines', 'x'],
    ['y', 'z'],
  ])
  assert.deepEqual(read('a\tb,c\n"never closed'), [['a', 'b,c'], ['never closed']])
})

test('given 100,000 empty rows and one at the end, then two rows are read, with their numbers', () => {
  const bytes = workbook([['编码']], sheet => {
    sheet['A100002'] = { t: 's', v: '445321105201' }
    sheet['!ref'] = 'A1:C100002'
  })
  const { rows } = parseTables({ name: 'a.xlsx', bytes }).sheets[0]!
  assert.deepEqual(
    rows.map(row => row.number),
    [1, 100_002],
  )
  const csv = `a\n${',,\n'.repeat(100_000)}b`
  assert.deepEqual(
    parseTables({ name: 'a.csv', bytes: text(csv) }).sheets[0]?.rows.map(row => row.number),
    [1, 100_002],
  )
})

test('given a file that is broken or no table, then a sentence says why', () => {
  const good = workbook([['编码'], ['445321105201']])
  assert.equal(ruleOf(new Uint8Array()), 'empty')
  assert.equal(ruleOf(good.subarray(0, good.length - 30)), 'cut')
  assert.equal(ruleOf(good.subarray(0, good.length / 2)), 'cut')
  assert.equal(ruleOf(zipSync({ 'readme.txt': text('no table') })), 'not_a_table')
  assert.equal(ruleOf(Buffer.from('%PDF-1.7\n%âãÏÓ\n')), 'not_a_table')
  assert.equal(ruleOf(text('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'not_a_table')
  assert.equal(ruleOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])), 'table_damaged')
  assert.equal(ruleOf(text(' \n ,, \n')), 'nothing_in_it')
  assert.equal(ruleOf(text('1,'.repeat(999).concat('1\n').repeat(201))), 'too_many_cells')
})

test('given an archive that unpacks without end, or lies about it, then it is refused before the memory is full', () => {
  const zeros = new Uint8Array(60 * 1024 * 1024)
  const bomb = zipSync({ 'xl/workbook.xml': zeros, 'xl/worksheets/sheet1.xml': zeros }, { level: 9 })
  assert.ok(bomb.length < 1_000_000)
  assert.equal(ruleOf(bomb), 'unpacks_too_large')
  // The directory claims a hundred bytes; what comes out is counted.
  const liar = Buffer.from(zipSync({ 'xl/workbook.xml': zeros }, { level: 9 }))
  liar.writeUInt32LE(100, liar.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24)
  assert.equal(ruleOf(liar), 'unpacks_too_large')
  const half = Buffer.from(zipSync({ 'xl/workbook.xml': zeros }))
  half.writeUInt32LE(500 * 1024 * 1024, half.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24)
  assert.equal(ruleOf(half), 'unpacks_too_large')
})

test('given names written by Windows in China, then they are read', () => {
  const zip = Buffer.from(zipSync({ abcd: text('x') }))
  for (let at = zip.indexOf('abcd'); at >= 0; at = zip.indexOf('abcd', at + 1))
    Buffer.from([0xb6, 0xab, 0xd1, 0xfe]).copy(zip, at)
  assert.deepEqual(
    unpack('a.zip', zip, () => true).map(part => part.name),
    ['东瑶'],
  )
})

test('given any bytes, then they are read or refused', () => {
  const good = workbook([
    ['编码', 1],
    ['445321105201', new Date(0)],
  ])
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 }), (at, noise) => {
      const spoilt = Uint8Array.from(good)
      spoilt.set(noise.subarray(0, good.length - at), at)
      ruleOf(spoilt)
    }),
    { numRuns: 60 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => void ruleOf(bytes)),
    { numRuns: 200 },
  )
})

test('given a reading that hangs or fills the memory, then the thread ends and not the process', async () => {
  const { readAside } = await import('./read-aside.ts')
  const module = new URL('./fixture/hungry.ts', import.meta.url)
  await assert.rejects(readAside(module, 'eat', { name: 'a.xlsx', bytes: new Uint8Array() }), (error: Refusal) => {
    assert.equal(error.facts['rule'], 'too_much_memory')
    return true
  })
  await assert.rejects(
    readAside(module, 'hang', { name: 'a.xlsx', bytes: new Uint8Array() }, 0.5),
    (error: Refusal) => {
      assert.equal(error.facts['rule'], 'too_slow')
      return true
    },
  )
})
