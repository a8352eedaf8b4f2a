import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import { edgesOf } from '@onegrid/domain/grid/division/handles.ts'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, type TestBrowser, type View } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** A division is changed on the map and in the list beside it, saved, talked about and adopted for a day. */
let town: PublicTown
let browser: TestBrowser
let page: Page
const office: View = { ...desktop, theme: 'light', locale: 'zh' }

before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
  page = await signedIn('administrator', office)
})
after(async () => {
  await browser?.close()
  await town?.close()
})

async function signedIn(who: 'administrator' | 'centre' | 'leader', view: View): Promise<Page> {
  const { link, code } = await town.invite(who)
  const opened = await browser.newPage(view)
  return await comeIn(opened, town.url, { link, code, username: who })
}

async function begin(name: string): Promise<string> {
  await page.goto(`${town.url}/desk/plans`)
  await page.getByRole('button', { name: '新建方案' }).first().click()
  await page.getByLabel('方案名称').fill(name)
  await page.getByRole('radio', { name: /现行网格/ }).check()
  await page.getByRole('button', { name: '开始编辑' }).click()
  await page.getByRole('tree', { name: '网格清单' }).waitFor()
  await page.locator('.map-canvas canvas').waitFor()
  return page.url().split('/').at(-1) ?? ''
}
async function kept(planId: string): Promise<PlanWire> {
  const answer = await page.request.get(`${town.url}/api/v1/plans/${planId}`)
  assert.equal(answer.status(), 200, await answer.text())
  return (await answer.json()) as PlanWire
}
const tool = (name: string) =>
  page.getByRole('toolbar', { name: '画图工具' }).getByRole('button', { name, exact: true })
const row = (name: string | RegExp) => page.getByRole('treeitem', { name })
const save = async () => {
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已全部保存').waitFor()
}
const groupsIn = ({ division }: PlanWire, village: string) => {
  const parent = division.grids.find(grid => grid.name === village)?.key
  return division.grids.filter(grid => grid.parentKey === parent)
}
const unfold = async (village: string) => {
  await row(new RegExp(village)).first().click()
  await page.keyboard.press('ArrowRight')
}
/** The middle of the map on the screen. */
async function middle(): Promise<{ x: number; y: number; width: number }> {
  const box = await page.locator('.map-canvas').boundingBox()
  assert.ok(box)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width }
}
/** The map stands still: it was moved by what was pressed before. */
const settle = () => page.waitForTimeout(400)

test('given today’s grids, when one is split by mouse, a border moved and two merged, then undo and redo give each back and the plan is kept whole', async () => {
  const planId = await begin('2022年秋季调整')
  await unfold('碧塘村')
  const before = groupsIn(await kept(planId), '碧塘村')
  await row(/第一村民小组/).click()
  await settle()

  await tool('切分').click()
  const { x, y, width } = await middle()
  await page.mouse.click(x - width * 0.46, y)
  await page.mouse.click(x, y + 6)
  await page.mouse.dblclick(x + width * 0.46, y)
  await row(/第一村民小组（二）/).waitFor()
  await page.getByText('有修改未保存，草稿已存在本机').waitFor()

  // The border of one piece is pulled: whoever shares the corner follows.
  await row(/第一村民小组（二）/).click()
  await settle()
  await tool('移界').click()
  const handle = page.locator('.map-handle-corner').nth(3)
  const at = await handle.boundingBox()
  assert.ok(at)
  await page.mouse.move(at.x + 12, at.y + 12)
  await page.mouse.down()
  await page.mouse.move(at.x + 15, at.y + 18, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: '撤销：移动拐点' }).waitFor()
  assert.deepEqual(await axe(page), [])

  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: '重做：移动拐点' }).waitFor()
  await page.keyboard.press('Control+Shift+z')
  await page.getByRole('button', { name: '撤销：移动拐点' }).waitFor()

  await page.keyboard.press('v')
  await row(/第一村民小组（二）/).click()
  await row(/^第一村民小组(?!（)/).click({ modifiers: ['Control'] })
  await page.getByText('已选2个网格').first().waitFor()
  await page.getByRole('button', { name: /合并为/ }).click()
  await row(/第一村民小组（二）/).waitFor()
  await row(/^第一村民小组(?!（)/).waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await row(/^第一村民小组(?!（)/).waitFor()
  await save()

  const after = await kept(planId)
  assert.equal(groupsIn(after, '碧塘村').length, before.length + 1)
  assert.deepEqual(
    faultsOf(after.division as Division).filter(fault => fault.severity === 'error'),
    [],
  )
})

test('given a division, then landmarks are shown on it by a switch that the address keeps, and a grid leads to whom to call', async () => {
  await begin('看地标')
  await page.getByLabel('地标', { exact: true }).click()
  await page.waitForURL(/landmarks=1/)
  await page.getByRole('link', { name: '画地标' }).waitFor()
  await unfold('碧塘村')
  await row(/第一村民小组/).click()
  assert.deepEqual(await axe(page), [])
  await page.reload()
  assert.equal(await page.getByLabel('地标', { exact: true }).isChecked(), true)
  await unfold('碧塘村')
  await row(/第一村民小组/).click()
  await page.getByRole('link', { name: '打给谁 · 第一村民小组' }).click()
  await page.waitForURL(/\/contacts\?grid=/)
})

test('given a group beside another village, when it is given to that village, then both outlines follow', async () => {
  const planId = await begin('改所属村')
  const { division } = await kept(planId)
  const small = division.grids.filter(grid => grid.level === 'small')
  const byKey = new Map(division.grids.map(grid => [grid.key, grid]))
  const pair = small.flatMap(grid => {
    const beside = edgesOf(division as Division, grid.key).flatMap(edge => edge.keys)
    const other = beside
      .map(key => byKey.get(key))
      .find(each => each?.level === 'small' && each.parentKey !== grid.parentKey)
    return other === undefined ? [] : [{ grid, to: byKey.get(other.parentKey ?? '') }]
  })[0]!
  await unfold(byKey.get(pair.grid.parentKey ?? '')!.name)
  await row(new RegExp(`^${pair.grid.name}`))
    .first()
    .click()
  await page.getByLabel('所属村').selectOption({ label: pair.to!.name })
  await page.getByRole('button', { name: '撤销：改所属村' }).waitFor()
  await save()
  const after = await kept(planId)
  const moved = after.division.grids.find(grid => grid.key === pair.grid.key)
  assert.equal(moved?.parentKey, pair.to!.key)
  const shapeOf = (plan: PlanWire, key: string | undefined) =>
    JSON.stringify(plan.division.grids.find(grid => grid.key === key)?.shape)
  for (const key of [pair.grid.parentKey, pair.to!.key])
    assert.notEqual(shapeOf(after, key), JSON.stringify(byKey.get(key ?? '')?.shape), 'the outline follows')
})

test('given two groups of one name, when the server refuses, then the fault stands beside the list and on the map, and nothing is lost', async () => {
  const planId = await begin('同名')
  await unfold('碧塘村')
  await row(/第二村民小组/).click()
  await page.getByLabel('名称', { exact: true }).fill('第三村民小组')
  await page.getByLabel('名称', { exact: true }).press('Enter')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: '错误' }).first().waitFor()
  const faults = page.getByRole('list', { name: '问题' })
  await faults.getByText('同村内名称重复').waitFor()
  await faults.getByRole('button', { name: '在图上看' }).first().click()
  assert.deepEqual(await axe(page), [])
  assert.equal((await kept(planId)).version, 1)

  // What is on the table stays over a reload; then it is mended and saved.
  await settle()
  await page.reload()
  await page.getByText('上次在本机改的还没有保存，已为您找回。').waitFor()
  await page.getByRole('tab', { name: /问题/ }).click()
  await page.getByRole('button', { name: '加序号区分' }).first().click()
  await page.getByText('没有发现问题').waitFor()
  await save()
  assert.equal((await kept(planId)).version, 2)
})

test('given the keyboard alone, then two groups are merged, one is renamed, a border is moved and a grid is cut by coordinates', async () => {
  const planId = await begin('只用键盘')
  const { division } = await kept(planId)
  const village = division.grids.find(grid => grid.name === '碧塘村')!
  const groups = division.grids.filter(grid => grid.parentKey === village.key)
  const [first, second] = groups.flatMap(grid => {
    const beside = edgesOf(division as Division, grid.key).flatMap(edge => edge.keys)
    const other = groups.find(each => beside.includes(each.key))
    return other === undefined ? [] : [[grid, other] as const]
  })[0]!
  const focus = (name: string) =>
    row(new RegExp(`^${name}`))
      .first()
      .focus()
  await row(/碧塘村/).focus()
  await page.keyboard.press('ArrowRight')
  await focus(first.name)
  await page.keyboard.press('Enter')
  await focus(second.name)
  await page.keyboard.press(' ')
  await page.keyboard.press('m')
  await page.getByRole('button', { name: '撤销：合并' }).waitFor()
  await page.keyboard.press('F2')
  await page.keyboard.type('渡头小组')
  await page.keyboard.press('Enter')
  await row(/渡头小组/).waitFor()

  await focus('渡头小组')
  await page.keyboard.press('c')
  const corner = page.locator('.map-handle[tabindex="0"]')
  await corner.waitFor()
  await corner.focus()
  const label = await corner.getAttribute('aria-label')
  assert.match(label ?? '', /拐点1，共\d+个/)
  const stood = (await corner.boundingBox())!
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: '撤销：移动拐点' }).waitFor()
  const stands = (await page.locator('.map-handle[tabindex="0"]').boundingBox())!
  assert.ok(stands.x > stood.x, 'the corner went with the arrow keys and kept the focus')
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: '撤销：改名称等' }).waitFor()

  const ring = groups.find(each => each.key !== first.key && each.key !== second.key)!
  await focus(ring.name)
  await page.keyboard.press('Enter')
  await page.keyboard.press('s')
  const places = ring.shape?.type === 'Polygon' ? ring.shape.coordinates[0]! : []
  const lons = places.map(([lon = 0]) => lon)
  const lats = places.map(([, lat = 0]) => lat)
  const across = (Math.min(...lats) + Math.max(...lats)) / 2
  await page.getByLabel('按坐标加点').focus()
  await page.keyboard.type(`${Math.min(...lons) - 0.001}, ${across}\n${Math.max(...lons) + 0.001}, ${across}`)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '切开' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '撤销：切分' }).waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('已全部保存').waitFor()
  const after = await kept(planId)
  assert.ok(after.division.grids.some(grid => grid.name === '渡头小组'))
})

test('given somebody saved meanwhile, then mine is not lost: it goes into a plan of its own', async () => {
  const planId = await begin('两人同改')
  await unfold('碧塘村')
  await row(/第一村民小组/).click()
  await page.getByLabel('名称', { exact: true }).fill('桥头小组')
  await page.getByLabel('名称', { exact: true }).press('Enter')
  await row(/桥头小组/).waitFor()
  const { version } = await kept(planId)
  const other = await page.request.put(`${town.url}/api/v1/plans/${planId}`, {
    headers: { origin: town.url, 'idempotency-key': randomUUID(), 'if-match': `"${version}"` },
    data: { name: '两人同改，改过' },
  })
  assert.equal(other.status(), 200, await other.text())
  await page.keyboard.press('Control+s')
  await page.getByText('您的修改还在，没有丢').waitFor()
  await page.getByRole('button', { name: '把我的另存一份' }).click()
  await page.waitForURL(url => !url.pathname.endsWith(planId))
  await page.getByText('已全部保存').waitFor()
  const mine = await kept(page.url().split('/').at(-1) ?? '')
  assert.ok(mine.division.grids.some(grid => grid.name === '桥头小组'))
  assert.ok(!(await kept(planId)).division.grids.some(grid => grid.name === '桥头小组'))
})

test('given a plan that others look at, then they compare it, comment on a grid and change nothing; adopted, it waits for its day', async () => {
  await page.goto(`${town.url}/desk/plans`)
  await page.getByRole('link', { name: '2022年秋季调整' }).click()
  await page.getByRole('tree', { name: '网格清单' }).waitFor()
  const planId = page.url().split('/').at(-1) ?? ''
  const looking = await signedIn('centre', { ...desktop })
  await looking.goto(`${town.url}/desk/plans/${planId}`)
  await looking.getByRole('tab', { name: /Comments/ }).click()
  assert.equal(await looking.getByRole('button', { name: 'Save', exact: true }).count(), 0)
  await looking.getByLabel('Comment on the plan').fill('以水渠为界更清楚')
  await looking.getByRole('button', { name: 'Comment', exact: true }).click()
  await looking.getByText('以水渠为界更清楚').waitFor()
  assert.deepEqual(await axe(looking), [])
  await looking.getByRole('link', { name: 'Compare with today' }).click()
  await looking.getByRole('heading', { level: 1, name: /Compared/ }).waitFor()
  await looking.getByRole('row', { name: /ends/ }).first().waitFor()
  const download = looking.waitForEvent('download')
  await looking.getByRole('button', { name: 'Export table' }).click()
  assert.match((await download).suggestedFilename(), /\.csv$/)
  await looking.getByRole('button', { name: 'Area', exact: true }).click()
  assert.equal(await looking.locator('th[aria-sort="descending"]').textContent(), 'Area')
  assert.deepEqual(await axe(looking), [])

  // Laid out, it stands on the village leader's phone, with her village and a place for her words.
  await page.getByRole('button', { name: '请各村提意见' }).click()
  await page.getByText('已通知各村网格长和网格员').waitFor()
  await town.pass(1000)
  const pocket = await signedIn('leader', phone)
  await pocket.goto(`${town.url}/pocket/notices`)
  await pocket.getByRole('link', { name: /请看看本村怎么划/ }).click()
  await pocket.getByText('2022年秋季调整').click()
  await pocket.getByRole('heading', { name: '有什么变化' }).waitFor()
  assert.equal(await pocket.getByLabel('看哪个村').locator('option:checked').textContent(), town.village.name)
  await pocket.getByLabel('对方案提意见').fill('桥头归三组更顺')
  await pocket.getByRole('button', { name: '提交意见' }).click()
  await pocket.getByRole('listitem').getByText('桥头归三组更顺').waitFor()
  assert.deepEqual(await axe(pocket), [])

  await page.getByRole('button', { name: '采用', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/全镇为16个村、148个小网格/).waitFor()
  await dialog.getByLabel('哪天起生效').fill('2022-10-01')
  assert.deepEqual(await axe(page), [])
  await dialog.getByRole('button', { name: '采用，2022年10月1日起生效' }).click()
  await page.getByText('此方案已采用，2022年10月1日起生效。').waitFor()
  assert.equal((await kept(planId)).state, 'adopted')

  await page.goto(`${town.url}/desk/plans?onDay=2022-10-02`)
  await page.getByText('2022年10月2日：16个村、148个小网格').waitFor()
  await page.getByRole('button', { name: '回到今天' }).click()
  await page.getByText('2022年9月26日：16个村、147个小网格').waitFor()
  assert.deepEqual(await axe(page), [])
})
