import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, settled, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/**
 * One matter through all six steps with four people — a resident, a village leader on his phone, a grid worker, a supervisor at a
 * desk — with a return, an escalation by the clock, a failed verification and a reopening on the way, and what each of them sees.
 */
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

const sentence = '榕树头那盏路灯坏了成个礼拜，夜晚好黑'
const day = 24 * 3_600_000
const primary = 'main .button-primary:visible'
const foot = (page: Page, words: string) => page.locator('.page-foot').getByText(words, { exact: true })

async function signedIn(who: 'leader' | 'worker' | 'supervisor', view: typeof phone | typeof desktop): Promise<Page> {
  const { link, code } = await town.invite(who)
  const page = await browser.newPage({ ...view, theme: 'light', locale: 'zh' })
  return await comeIn(page, town.url, { link, code, username: who })
}

async function reportAs(resident: Page): Promise<string> {
  await resident.goto(town.url)
  await resident.click('a[href="/report"]')
  await resident.fill('textarea', sentence)
  await resident.click(primary)
  await resident.click('.rows .row >> nth=0')
  await resident.click(`button[value="${town.village.gridId}"]`)
  await resident.click(`button[value="${town.group.gridId}"]`)
  await resident.click('.choice label >> nth=0')
  await resident.click(primary)
  if (new URL(resident.url()).pathname === '/report/near') await resident.click(primary)
  await resident.fill('#phone', '13800000077')
  await resident.click(primary)
  await resident.click(primary)
  await resident.waitForSelector('.number')
  return (await resident.textContent('.number')) ?? ''
}

/** Opens the matter in the pocket and presses a verb at its foot; the form below it is the caller's. */
async function atFoot(page: Page, number: string, words: string): Promise<void> {
  await page.goto(`${town.url}/pocket/ticket/${number}`)
  await foot(page, words).click()
}

async function complete(page: Page, number: string, words: string): Promise<void> {
  await atFoot(page, number, '办理完成')
  await page.waitForSelector('textarea')
  await page.fill('textarea', words)
  await foot(page, '办理完成').click()
  await page.waitForSelector('.toast')
}

async function mainText(page: Page, waitFor: string): Promise<string> {
  await page.waitForSelector(waitFor)
  await settled(page)
  return (await page.textContent('main')) ?? ''
}

test('one matter through six steps, four people and every detour', async () => {
  const resident = await browser.newPage({ ...phone, theme: 'light', locale: 'zh' })
  const number = await reportAs(resident)
  const status = async () => {
    await resident.goto(`${town.url}/t/${number}`)
    return (await resident.textContent('main')) ?? ''
  }
  assert.match(await status(), /信息收集/)

  // Step 2. Nobody in the village looks at it in time: the clock takes it to the town, which hands it down again.
  await town.pass(4 * day)
  assert.equal((await town.stateOf(number)).level, 'large')
  assert.match(await status(), /提级|镇/)
  await town.act('centre', number, 'handDown', { words: '请村里先到现场看' })
  const leader = await signedIn('leader', phone)
  await leader.goto(`${town.url}/pocket/decide`)
  await leader.click('text=榕树头那盏路灯坏了')
  assert.match(await mainText(leader, '.timeline'), /提级/, 'the leader sees that the clock had taken it')

  // Step 3. He accepts and sends it to one worker, who returns it; then to another.
  await foot(leader, '受理并派单').click()
  // The public form has found the category out of his words; the leader only looks at it.
  await leader.waitForSelector('.chosen-row')
  await leader.click('.choice:has-text("温水娣")')
  await foot(leader, '受理并派给温水娣').click()
  await leader.waitForSelector('.toast')
  assert.match(await status(), /派单/)
  await town.act('shyWorker', number, 'returnTicket', {
    reason: town.catalogue.reasons.return[0]!.code,
    words: '要登高车',
  })
  await atFoot(leader, number, '派单')
  await leader.waitForSelector('.choice:has-text("叶树生")')
  await leader.click('.choice:has-text("叶树生")')
  await foot(leader, '派单').click()
  await leader.waitForSelector('.toast')

  // Step 4. The worker sees what was returned before him, takes it and handles it.
  const worker = await signedIn('worker', phone)
  await worker.goto(`${town.url}/pocket/mine`)
  await worker.click('text=榕树头那盏路灯坏了')
  assert.match(await mainText(worker, '.timeline'), /要登高车/)
  await foot(worker, '签收').click()
  await foot(worker, '办理完成').waitFor()
  await complete(worker, number, '换了灯头')

  // Step 5. Not good enough; handled again; confirmed by the resident with his phone's code.
  await atFoot(leader, number, '不通过')
  await leader.waitForSelector('textarea')
  await leader.fill('textarea', '灯还是不亮')
  await foot(leader, '不通过').click()
  await leader.waitForSelector('.toast')
  assert.equal((await town.stateOf(number)).status, 'handling', 'a failed verification goes back to whoever handles it')
  await worker.goto(`${town.url}/pocket/ticket/${number}`)
  assert.match(await mainText(worker, '.timeline'), /灯还是不亮/)
  await complete(worker, number, '线路也换了，已亮')

  assert.doesNotMatch(await status(), /夜晚好黑/, 'to others his words are not shown')
  await resident.click('a[href^="/mine/sign-in"]')
  await resident.fill('#phone', '13800000077')
  await resident.click(primary)
  await resident.waitForSelector('#code')
  await resident.fill('#code', await town.codeFor('13800000077'))
  await resident.click(primary)
  await resident.waitForURL(`**/t/${number}`)
  assert.match((await resident.textContent('main')) ?? '', /夜晚好黑/, 'his own words are his to read')
  await resident.check('input[name="solved"][value="yes"]')
  await resident.click('form[action$="/confirm"] button')
  await resident.waitForSelector('h1:has-text("已解决")')

  // It goes dark again: reopening reaches the worker and the leader, and the supervisor at the desk.
  const reopen = resident.locator('form[action$="/reopen"]')
  if (!(await reopen.isVisible())) await resident.click('summary:has-text("反映")')
  await reopen.locator('textarea, input[name="words"]').first().fill('昨晚又灭了')
  await reopen.locator('button').click()
  await resident.waitForLoadState()
  assert.equal((await town.stateOf(number)).status, 'dispatched')
  await worker.goto(`${town.url}/pocket/mine`)
  await worker.waitForSelector('text=榕树头那盏路灯坏了')

  const supervisor = await signedIn('supervisor', desktop)
  await supervisor.goto(`${town.url}/desk/tickets/${number}`)
  await supervisor.waitForSelector('text=昨晚又灭了')
  assert.deepEqual(await axe(supervisor), [])
  assert.doesNotMatch((await supervisor.textContent('body')) ?? '', /13800000077/, 'the supervisor sees no number')
  await supervisor.getByRole('button', { name: '督办', exact: true }).click()
  await supervisor.locator('.sheet').getByText('一般督办').first().click()
  await supervisor.locator('.sheet textarea').fill('三日内办结并回复')
  await supervisor.keyboard.press('Control+Enter')
  await supervisor.waitForSelector('text=三日内办结并回复')

  await worker.goto(`${town.url}/pocket/ticket/${number}`)
  assert.match(await mainText(worker, '.timeline'), /督办/, 'supervision is seen by whoever handles it')
  await foot(worker, '签收').click()
  await foot(worker, '办理完成').waitFor()
  await complete(worker, number, '换了整盏灯')
  await atFoot(leader, number, '核验通过')
  await leader.waitForSelector('textarea')
  await foot(leader, '核验通过').click()
  await leader.waitForSelector('.toast')
  assert.equal((await town.stateOf(number)).status, 'resolved')

  // Step 6. Rated, closed and archived by itself.
  await resident.goto(`${town.url}/t/${number}`)
  await resident.check('input[name="score"][value="5"]')
  await resident.click('form[action$="/rate"] button')
  await resident.waitForLoadState()
  assert.equal((await town.stateOf(number)).rating?.score, 5)
  await town.pass(14 * day)
  assert.equal((await town.stateOf(number)).status, 'closed')
  await town.pass(60 * day)
  assert.ok((await town.stateOf(number)).archivedAt, 'archived by itself when the rating period ended')
})
