import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { xlsxFile } from '@onegrid/server/team/people-import/fixture/list-file.ts'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { type EmptyTown, openEmptyTown } from './fixture/empty-town.ts'

/** A town's first grids: villages from Excel, then groups from a map with a gap, mended, adopted today. */
let town: EmptyTown
let browser: TestBrowser
let page: Page

before(async () => {
  await buildWebWhenChanged()
  town = await openEmptyTown()
  browser = await openBrowser()
  const { link, code } = await town.invite()
  page = await browser.newPage({ ...desktop, theme: 'light', locale: 'zh' })
  await comeIn(page, town.url, { link, code, username: 'administrator' })
})
after(async () => {
  await browser?.close()
  await town?.close()
})

const villages = xlsxFile({
  name: '名单',
  rows: [
    ['东成镇村（社区）名单'],
    ['统计用区划代码', '名称'],
    ['445321105901', '新塘村民委员会'],
    ['445321105902', '白石社区居民委员会'],
  ],
})

type Place = readonly [number, number]
const feature = (name: string, village: string, ring: readonly Place[]) => ({
  type: 'Feature',
  properties: { 名称: name, 所属村: village },
  geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
})
/** Degrees of GCJ-02, as the file does not say; the two groups of 新塘村 lie three metres apart in the middle. */
const groups = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    feature('第一村民小组', '新塘村', [
      [112.3, 22.7],
      [112.31, 22.7],
      [112.31, 22.705],
      [112.31, 22.71],
      [112.3, 22.71],
    ]),
    feature('第二村民小组', '新塘村', [
      [112.31, 22.7],
      [112.32, 22.7],
      [112.32, 22.71],
      [112.31, 22.71],
      [112.31003, 22.705],
    ]),
    feature('第一居民小组', '白石社区', [
      [112.32, 22.7],
      [112.33, 22.7],
      [112.33, 22.71],
      [112.32, 22.71],
    ]),
  ],
})

const drop = (name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
const picture = async (name: string) => {
  const folder = process.env['PICTURES']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
}

test('given a town without grids, then each page that stands on them says so and has one way to begin', async () => {
  for (const [address, begin] of [
    ['plans', '导入村名单或地图'],
    ['landmarks', '导入村名单或地图'],
    ['supply', '导入村名单或地图'],
    ['coverage', '导入村名单或地图'],
    ['contacts', '导入村名单或地图'],
    ['propose', '导入村界地图'],
    ['barriers', '导入村界地图'],
    ['venues', '登记阵地'],
  ] as const) {
    await page.goto(`${town.url}/desk/${address}`)
    const way = page.locator('.state').getByRole('link', { name: begin })
    await way.waitFor()
    assert.equal(await page.locator('.state-action').count(), 1, address)
    assert.deepEqual(await axe(page), [], address)
  }
})

test('given a broken file, when it is dropped, then a sentence says why and nothing waits', async () => {
  await page.goto(`${town.url}/desk/grid-import`)
  await page.getByRole('heading', { level: 1, name: '导入网格' }).waitFor()
  await page.getByText('没有未完成的导入。').waitFor()
  assert.deepEqual(await axe(page), [])
  await picture('start')
  await drop('村界.zip', Buffer.from('PK\x03\x04 cut'))
  await page.getByText('压缩包不完整或已损坏').waitFor()
  await page.getByText('没有未完成的导入。').waitFor()
})

test('given a list of names alone, when the town says its nine digits, then the villages can be numbered', async () => {
  await page.goto(`${town.url}/desk/grid-import`)
  await drop('村名.csv', Buffer.from('村名\n新塘村\n白石社区\n'))
  await page.getByText('共2行：新网格2个').waitFor()
  assert.equal(await page.getByRole('button', { name: '生成方案' }).isDisabled(), true)
  const code = page.getByLabel('本镇（街道）的区划代码')
  await code.fill('4453')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('请填9位数字').waitFor()
  assert.deepEqual(await axe(page), [])
  await picture('town-code')
  await code.fill('445321105')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('没有发现问题').waitFor()
  await page.getByRole('button', { name: '生成方案' }).click()
  await page.getByLabel('今天就生效').check()
  await page.getByRole('button', { name: '生成并生效' }).click()
  await page.getByText('新网格今天起生效').waitFor()
  const { items } = (await (await page.request.get(`${town.url}/api/v1/grids`)).json()) as {
    items: { name: string; code: string }[]
  }
  assert.deepEqual(items.map(grid => `${grid.code} ${grid.name}`).sort(), [
    '445321105 东成镇',
    '445321105001 新塘村',
    '445321105002 白石社区',
  ])
})

test('given villages from Excel and groups from a map with a gap, when it is mended, then the plan holds today', async () => {
  await page.goto(`${town.url}/desk/grid-import`)
  await drop('村名单.xlsx', Buffer.from(villages))
  await page.getByText('已有网格2个').waitFor()
  await page.getByText('3个网格还没有图形').waitFor()
  assert.deepEqual(await axe(page), [])
  await picture('villages')

  await drop('组.geojson', Buffer.from(groups))
  await page.getByText('文件没有注明，请选择').waitFor()
  await page.getByText('还没有选坐标系').first().waitFor()
  await page.getByLabel('坐标系').selectOption('gcj02')
  await page.getByText('中间有空隙').waitFor()
  await page.getByRole('button', { name: '看位置' }).first().click()
  assert.equal(await page.getByRole('button', { name: '生成方案' }).isDisabled(), true)
  assert.deepEqual(await axe(page), [])
  await picture('gap')

  await page.getByRole('button', { name: '贴合边界' }).click()
  await page.getByText('没有发现问题').waitFor()
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByText('中间有空隙').waitFor()
  await page.getByRole('button', { name: /^修复全部/ }).click()
  await page.getByText('没有发现问题').waitFor()
  await page.getByRole('tab', { name: /逐行查看/ }).click()
  await page.getByRole('button', { name: '第二村民小组' }).click()
  assert.deepEqual(await axe(page), [])
  await picture('rows')

  await page.getByRole('button', { name: '生成方案' }).click()
  await page.getByLabel('今天就生效').check()
  assert.deepEqual(await axe(page), [])
  await picture('plan')
  await page.getByRole('button', { name: '生成并生效' }).click()
  await page.getByText('新网格今天起生效').waitFor()
  const { items } = (await (await page.request.get(`${town.url}/api/v1/grids`)).json()) as {
    items: { name: string; code: string }[]
  }
  assert.deepEqual(
    items.map(grid => grid.name).sort(),
    ['东成镇', '新塘村', '白石社区', '第一居民小组', '第一村民小组', '第二村民小组'].sort(),
  )
  assert.ok(
    items.every(grid => /^\d{9,15}$/.test(grid.code)),
    JSON.stringify(items),
  )
  const located = await page.request.get(`${town.url}/api/v1/grids/locate?lon=112.305&lat=22.705&source=gcj02`)
  assert.deepEqual(((await located.json()) as { names: string[] }).names, ['东成镇', '新塘村', '第一村民小组'])
})

test('given grids in force, then each format of the export is offered, and an import is thrown away as a whole', async () => {
  await page.goto(`${town.url}/desk/grid-import`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Shapefile' }).click(),
  ])
  assert.match(download.suggestedFilename(), /^grids-2022-09-26\.zip$/)
  await drop('村名单.xlsx', Buffer.from(villages))
  await page.getByText('已有网格2个').waitFor()
  await page.getByRole('button', { name: '放弃导入' }).click()
  await page.getByText('这次导入已删除').waitFor()
})
