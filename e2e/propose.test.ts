import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import type { Page } from 'playwright-core'
import { householdPoints } from '../demo/map/household-points.ts'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, screenshot, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** The town's administrator brings households, draws a river, has grids proposed for two villages and opens the draft. */
let town: PublicTown
let browser: TestBrowser
let page: Page
const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-households-'))
const seen = process.env['PROPOSE_LOOK']
const look = (name: string) =>
  seen === undefined ? Promise.resolve('') : screenshot(page, path.join(seen, `${name}.png`), true)

before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
  const { link, code } = await town.invite('administrator')
  const theme = process.env['PROPOSE_THEME'] === 'dark' ? 'dark' : 'light'
  page = await browser.newPage({ ...desktop, theme, locale: theme === 'dark' ? 'en' : 'zh' })
  await comeIn(page, town.url, { link, code, username: 'administrator' })
})
after(async () => {
  await browser?.close()
  await town?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('given a town without households, then that is said, and a file of them is brought in and counted by village', async () => {
  await page.goto(`${town.url}/desk/propose`)
  await page.getByRole('heading', { level: 1, name: '划网建议' }).waitFor()
  await page.getByText('还没有住户位置').waitFor()
  await look('1-empty')
  assert.deepEqual(await axe(page), [])
  const file = path.join(folder, '住户.csv')
  const rows = householdPoints().map(({ lon, lat, households, people }) => `${lon},${lat},${households},${people}`)
  writeFileSync(file, ['经度,纬度,户数,人口', ...rows, ',,3,9'].join('\n'))
  await page.getByText('导入住户文件').click()
  await page.getByLabel('文件', { exact: true }).setInputFiles(file)
  await page.getByText('1行不会导入').waitFor()
  await page.getByText(`第${rows.length + 2}行`).waitFor()
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page.getByText('已知位置的住户20,000户').waitFor()
  await page.getByText('各村户数').click()
  await page.getByRole('rowheader', { name: town.village.name }).waitFor()
  await look('2-households')
  await page.getByText('各村户数').click()
  await page.getByText('有1行没有导入').waitFor()
})

test('given households, when another file is chosen, then what gives way is said before, and one press brings it back', async () => {
  const file = path.join(folder, '少几户.csv')
  writeFileSync(file, '经度,纬度,户数\n112.28,22.72,5')
  await page.getByText('导入住户文件').click()
  await page.getByLabel('文件', { exact: true }).setInputFiles(file)
  await page.getByText('现有的20,000处、20,000户会被整份替换').waitFor()
  await page.getByText('已知位置的住户20,000户').waitFor()
  assert.deepEqual(await axe(page), [])
  await look('2-replaces')
  await page.getByRole('button', { name: '导入，替换现有的' }).click()
  await page.getByText('有5户不在任何村界内').or(page.getByText('已知位置的住户5户')).first().waitFor()
  await page.getByRole('button', { name: '撤回这次导入，恢复上一份' }).click()
  await page.getByText('已知位置的住户20,000户').waitFor()
  // With nothing to come back to, it asks.
  await page.getByRole('button', { name: '撤回这次导入，清除住户数据' }).click()
  await page.getByText('确定清除').waitFor()
  await page.getByRole('button', { name: '取消' }).click()
})

test('given the map of barriers, when a river is drawn by keyboard and mouse and saved, then it is kept', async () => {
  await page.getByRole('link', { name: '编辑界线' }).click()
  const map = page.getByRole('button', { name: '画界线的地图' })
  await map.click({ position: { x: 60, y: 200 } })
  await map.click({ position: { x: 260, y: 300 } })
  for (let step = 0; step < 6; step++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByText('已点3个').waitFor()
  await page.getByLabel('名称').fill('新兴江')
  await page.getByRole('button', { name: '加入这条界线' }).click()
  await look('3-barriers')
  assert.deepEqual(await axe(page), [])
  await page.getByRole('button', { name: '保存界线' }).click()
  await page.getByText('界线已保存').waitFor()
  const kept = (await (await page.request.get(`${town.url}/api/v1/barriers`)).json()) as {
    items: { line: unknown[] }[]
  }
  assert.equal(kept.items[0]?.line.length, 3)
})

test('given two villages, when proposals are asked for, then progress is shown, then several stand side by side, and one becomes a draft', async () => {
  await page.goto(`${town.url}/desk/propose`)
  await page.getByRole('checkbox', { name: /全选/ }).uncheck()
  for (const name of ['碧塘村', '东瑶村']) await page.getByRole('checkbox', { name, exact: true }).check()
  for (const [by, number, words] of [
    ['按小网格总数', '1', '每个村至少一个，请填2以上'],
    ['按小网格总数', '1000000000', '比住户还多'],
    ['按每格户数', '-3', '请填1以上的整数'],
    ['按每格户数', '99999', '这些村一共只有'],
  ] as const) {
    await page.getByRole('radio', { name: by }).check()
    await page.getByRole('spinbutton').fill(number)
    await page.locator('.field-fault').getByText(words).waitFor()
    const begin = page.getByRole('button', { name: '开始计算' })
    assert.equal(await begin.getAttribute('aria-disabled'), 'true')
    await page.locator('.button-why').getByText(words).waitFor()
  }
  await look('3-wrong')
  await page.getByLabel('每个小网格约多少户').fill('130')
  await page.getByRole('button', { name: '开始计算' }).click()
  // Two villages may be done before the eye sees the bar.
  const bar = page.getByRole('progressbar', { name: '正在计算几份划法' })
  await bar.or(page.getByRole('article').first()).first().waitFor()
  await look('4-progress')
  await page.getByRole('heading', { level: 3, name: '边界更规整' }).waitFor({ timeout: 60_000 })
  assert.equal(await page.getByRole('article').count(), 4)
  assert.match(page.url(), /\/desk\/propose\/[0-9a-f-]{36}$/)
  await look('5-proposals')
  assert.deepEqual(await axe(page), [])
  // The address brings back the proposals and what was wished.
  await page.reload()
  const first = page.getByRole('article', { name: '户数优先' })
  await first.getByText('换网格的住户').waitFor()
  assert.equal(await page.getByLabel('每个小网格约多少户').inputValue(), '130')
  await first.getByRole('button', { name: '用这份，到编辑器调整' }).click()
  await page.waitForURL(/\/desk\/plans\/[0-9a-f-]{36}$/)
  const planId = page.url().split('/').at(-1)
  const plan = (await (await page.request.get(`${town.url}/api/v1/plans/${planId}`)).json()) as PlanWire
  assert.equal(plan.origin, 'proposal')
  assert.equal(plan.name, '划网建议·户数优先')
})

test('given all villages under way, when it is stopped, then that is said and the same can be begun again', async () => {
  await page.goto(`${town.url}/desk/propose`)
  await page.getByRole('button', { name: '开始计算' }).click()
  await page.getByRole('button', { name: '停止计算' }).click()
  await page.getByText('已停止计算').first().waitFor()
  await page.getByRole('button', { name: '按同样的要求再算一次' }).click()
  await page.getByRole('progressbar').waitFor()
  // Whoever leaves and comes back by the menu finds it again, with how far it is.
  const address = page.url()
  await page.goto(`${town.url}/desk/barriers`)
  await page.getByRole('link', { name: '划网建议' }).first().click()
  await page.getByRole('progressbar').waitFor()
  assert.equal(page.url(), address)
  await page.getByRole('button', { name: '停止计算' }).click()
  await page.getByText('已停止计算').first().waitFor()
})
