import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, openBrowser, phone, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** 群众点单、网格下单、党员接单、群众评单: one wish from the town's menu, on three phones. */
let town: PublicTown
let browser: TestBrowser
before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await town?.close()
})

const primary = 'main .button-primary:visible'
const foot = (page: Page, words: string) => page.locator('.page-foot').getByText(words, { exact: true })

async function signedIn(who: 'leader' | 'partyMember'): Promise<Page> {
  const { link, code } = await town.invite(who)
  const page = await browser.newPage({ ...phone, theme: 'light', locale: 'zh' })
  return await comeIn(page, town.url, { link, code, username: who.toLowerCase() })
}

async function pickedFromMenu(resident: Page): Promise<string> {
  await resident.goto(town.url)
  await resident.getByText('手机教学').click()
  await resident.fill('textarea', '想学用手机跟孙子视频')
  await resident.click(primary)
  await resident.click(`button[value="${town.village.gridId}"]`)
  await resident.click(`button[value="${town.group.gridId}"]`)
  await resident.click('.choice label >> nth=0')
  await resident.click(primary)
  if (new URL(resident.url()).pathname === '/report/near') await resident.click(primary)
  await resident.fill('#phone', '13800000088')
  await resident.click(primary)
  assert.deepEqual(await axe(resident), [])
  await resident.click(primary)
  await resident.waitForSelector('.number')
  return (await resident.textContent('.number')) ?? ''
}

test('a wish from the menu is issued by the grid, taken by a Party member, done, and rated by who asked', async () => {
  const resident = await browser.newPage({ ...phone, theme: 'light', locale: 'zh' })
  const number = await pickedFromMenu(resident)
  assert.equal((await town.stateOf(number)).subcategory, '1406', 'the menu knows what kind of matter it is')

  const leader = await signedIn('leader')
  await leader.goto(`${town.url}/pocket/decide`)
  await leader.click('text=想学用手机跟孙子视频')
  await leader.waitForSelector('.timeline')
  await foot(leader, '受理并派单').click()
  await leader.waitForSelector('.chosen-row')
  await foot(leader, '受理，稍后再派').click()
  await leader.waitForSelector('.toast')
  await leader.goto(`${town.url}/pocket/ticket/${number}/issue-order`)
  await leader.fill('textarea', '上门教用手机，约一小时')
  await foot(leader, '网格下单').click()
  await leader.waitForSelector('.toast')
  assert.equal((await town.stateOf(number)).status, 'ordered')
  await resident.goto(`${town.url}/t/${number}`)
  assert.match((await resident.textContent('main')) ?? '', /接单/)

  const member = await signedIn('partyMember')
  await member.goto(`${town.url}/pocket/orders`)
  await member.getByText('上门教用手机，约一小时').waitFor()
  assert.deepEqual(await axe(member), [])
  await member.click('.order >> text="接单"')
  await member.waitForSelector('.order >> text="退接"')
  await member.goto(`${town.url}/pocket/ticket/${number}`)
  await foot(member, '办理完成').click()
  await member.fill('textarea', '教会了视频和拍照')
  await foot(member, '办理完成').click()
  await member.waitForSelector('.toast')

  await resident.goto(`${town.url}/t/${number}`)
  assert.doesNotMatch(
    (await resident.textContent('body')) ?? '',
    /陆大勇/,
    'who took it is named with his consent alone',
  )
  await resident.click('a[href^="/mine/sign-in"]')
  await resident.fill('#phone', '13800000088')
  await resident.click(primary)
  await resident.waitForSelector('#code')
  await resident.fill('#code', await town.codeFor('13800000088'))
  await resident.click(primary)
  await resident.waitForURL(`**/t/${number}`)
  await resident.check('input[name="solved"][value="yes"]')
  await resident.click('form[action$="/confirm"] button')
  await resident.waitForSelector('h1:has-text("已解决")')
  await resident.check('input[name="score"][value="5"]')
  await resident.click('form[action$="/rate"] button')
  await resident.waitForLoadState()
  assert.equal((await town.stateOf(number)).rating?.score, 5)
})
