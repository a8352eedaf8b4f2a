import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { totpNow } from '../test/api/recipe/people.ts'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, type TestBrowser, type View } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** Signing in with a second step, and what an open desk hears without being reloaded. */
let town: PublicTown
let browser: TestBrowser
let page: Page
const password = 'three words and a river'
const office: View = { ...desktop, theme: 'light', locale: 'zh' }

before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
  page = await browser.newPage(office)
  const { link, code } = await town.invite('centre')
  await comeIn(page, town.url, { link, code, username: 'centre' })
})
after(async () => {
  await browser?.close()
  await town?.close()
})

async function signIn(fresh: Page): Promise<void> {
  await fresh.goto(`${town.url}/desk`)
  await fresh.getByLabel('用户名').fill('centre')
  await fresh.getByLabel('密码', { exact: true }).fill(password)
  await fresh.getByRole('button', { name: '登录', exact: true }).click()
}

test('given an open queue, when a matter is reported, then it stands there and is counted without a reload', async () => {
  await page.goto(`${town.url}/desk/queue/to_assess`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const number = await town.report({ words: '桥头护栏撞断一截，骑摩托好危险', subcategory: town.kind('路灯') })
  await page.getByText('桥头护栏撞断一截').first().waitFor()
  // And it leaves again when somebody else accepts it.
  await town.act('leader', number, 'acceptTicket', { subcategory: town.kind('路灯') })
  await page.goto(`${town.url}/desk/tickets/${number}`)
  await page.getByText('已受理').first().waitFor()
  await town.act('leader', number, 'dispatchTicket', { to: { kind: 'person', personId: town.personId('worker') } })
  await page.getByText('待签收').first().waitFor()
})

test('given a prepared authenticator, when its first code is typed, then the password alone signs nobody in', async () => {
  await page.goto(`${town.url}/desk/security`)
  await page.getByRole('heading', { level: 1, name: '登录和安全' }).waitFor()
  assert.deepEqual(await axe(page), [])
  const section = page.locator('section', { has: page.getByRole('heading', { name: '动态码（两步登录）' }) })
  await section.getByRole('button', { name: '设置动态码' }).click()
  await section.getByText('请填现在的密码').waitFor()
  await section.getByLabel('现在的密码').fill(password)
  await section.getByRole('button', { name: '设置动态码' }).click()
  await section.getByRole('img', { name: '动态码的二维码' }).waitFor()
  const drawn = await section.getByRole('img').evaluate(image => (image as HTMLImageElement).naturalWidth)
  assert.ok(drawn > 0, 'the page’s security policy lets the code be seen')
  const secret = ((await page.textContent('.authenticator-secret')) ?? '').replaceAll(' ', '')
  const backup = await section.locator('.authenticator-codes li').allTextContents()
  assert.ok(backup.length >= 8, backup.join(' '))
  assert.deepEqual(await axe(page), [])
  await section.getByRole('button', { name: '启用动态码' }).click()
  await section.getByText('请填 6 位数字').waitFor()
  await section.getByLabel('动态码', { exact: true }).fill(totpNow(secret))
  await section.getByRole('button', { name: '启用动态码' }).click()
  await section.getByText('动态码已启用').first().waitFor()

  const elsewhere = await browser.newPage(office)
  await signIn(elsewhere)
  await elsewhere.getByRole('heading', { name: '第二步：动态码' }).waitFor()
  await elsewhere.getByLabel('动态码').fill(totpNow(secret))
  await elsewhere.getByRole('button', { name: '确认' }).click()
  await elsewhere.waitForSelector('.desk')
  await elsewhere.context().close()

  const lost = await browser.newPage(office)
  await signIn(lost)
  await lost.getByRole('button', { name: '手机不在身边，用备用码' }).click()
  await lost.getByLabel('备用码').fill(backup[0]!)
  assert.deepEqual(await axe(lost), [])
  await lost.getByRole('button', { name: '确认' }).click()
  await lost.waitForSelector('.desk')
  await lost.goto(`${town.url}/desk/security`)
  await lost.getByLabel('现在的密码').last().fill(password)
  await lost.getByRole('button', { name: '停用动态码' }).click()
  await lost.getByRole('button', { name: '设置动态码' }).waitFor()
  await lost.context().close()
})

test('given a town with mail, when somebody adds his address and chooses English, then both stand; a wrong code is said at its field', async () => {
  await page.goto(`${town.url}/desk/security`)
  const part = page.locator('section', { has: page.getByRole('heading', { name: '怎么通知我' }) })
  await part.getByText('本镇没有接通邮件').waitFor()
  await town.switchOnMail()
  await page.reload()
  await part.getByLabel('邮箱').fill('gu.yawen@example.cn')
  await part.getByRole('button', { name: '发验证码' }).click()
  await part.getByText('6 位数字已发到 g***@example.cn').waitFor()
  assert.deepEqual(await axe(page), [])
  await part.getByLabel('验证码').fill('000000')
  await part.getByRole('button', { name: '确认' }).click()
  await part.getByText('验证码不对或已经过期', { exact: false }).waitFor()
  await part.getByLabel('验证码').fill(await town.emailCodeFor('gu.yawen@example.cn'))
  await part.getByRole('button', { name: '确认' }).click()
  await part.getByText('已验证：g***@example.cn').waitFor()
  await part.getByLabel('通知用哪种语言').selectOption('en')
  await page.getByText('已换通知语言').waitFor()

  const pocket = await browser.newPage({ ...phone, theme: 'dark', locale: 'zh' })
  const signedIn = await pocket.request.post(`${town.url}/api/v1/sessions`, {
    headers: { origin: town.url },
    data: { username: 'centre', password },
  })
  assert.ok(signedIn.ok(), await signedIn.text())
  await pocket.goto(`${town.url}/pocket/contact`)
  await pocket.getByText('已验证：g***@example.cn').waitFor()
  assert.deepEqual(await axe(pocket), [])
  await pocket.getByRole('button', { name: '不再发邮件' }).click()
  await pocket.getByLabel('邮箱').waitFor()
  await pocket.context().close()
})
