import { html } from 'ghtml'
import { input, noFaults } from '../http/form-field.ts'
import type { Locale } from '../http/locale.ts'
import { plainPage } from '../http/plain-page.ts'

const words = {
  zh: {
    title: (town: string) => `加入${town}网格队伍`,
    lead: '请输入邀请您的人告诉您的验证码。',
    code: '验证码（6 位）',
    optional: '以后想用用户名登录的，可以现在设定（可不填）',
    username: '用户名',
    password: '密码（至少 10 位）',
    phone: (masked: string) => `以后也可以用手机号 ${masked} 收验证码登录。号码不对的，请先告诉邀请您的人更正。`,
    submit: '进入',
  },
  en: {
    title: (town: string) => `Join the grid team of ${town}`,
    lead: 'Enter the code that the person who invited you has told you.',
    code: 'Code (6 letters)',
    optional: 'To sign in with a user name later, choose it now (optional)',
    username: 'User name',
    password: 'Password (10 characters or more)',
    phone: (masked: string) =>
      `Later you can also sign in with a code sent to ${masked}. If that is not your number, tell the person who invited you first.`,
    submit: 'Go in',
  },
} as const

/** Where the link of an invitation leads: one field is enough, without a script. */
export function invitationPage(
  locale: Locale,
  { town, link, phone }: { readonly town: string; readonly link: string; readonly phone: string | undefined },
): string {
  const label = words[locale]
  const title = label.title(town)
  return plainPage(locale, {
    title,
    body: html`
<h1>${title}</h1>
<form method="post" action="/i/${link}" class="form">
!${input(noFaults, { name: 'code', label: label.code, hint: label.lead, attributes: 'required minlength="4" maxlength="12" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false"' })}
!${phone === undefined ? '' : html`<p class="field-hint">${label.phone(phone)}</p>`}
<details class="more-fields">
<summary>${label.optional}</summary>
<div class="form">
!${input(noFaults, { name: 'username', label: label.username, attributes: 'maxlength="40" autocomplete="username" autocapitalize="none" spellcheck="false"' })}
!${input(noFaults, { name: 'password', label: label.password, attributes: 'type="password" maxlength="128" autocomplete="new-password"' })}
</div>
</details>
<button class="button button-primary button-large">${label.submit}</button>
</form>`,
  })
}
