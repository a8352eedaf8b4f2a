import { html } from 'ghtml'
import { input, noFaults } from '../http/form-field.ts'
import type { Locale } from '../http/locale.ts'
import { plainPage } from '../http/plain-page.ts'

const words = {
  zh: {
    title: (town: string) => `加入${town}网格队伍`,
    lead: '请输入邀请您的人告诉您的验证码。',
    code: '验证码(6 位)',
    optional: '以后想用用户名登录的,可以现在设定(可不填)',
    username: '用户名',
    password: '密码(至少 10 位)',
    submit: '进入',
  },
  en: {
    title: (town: string) => `Join the grid team of ${town}`,
    lead: 'Enter the code that the person who invited you has told you.',
    code: 'Code (6 letters)',
    optional: 'To sign in with a user name later, choose it now (optional)',
    username: 'User name',
    password: 'Password (10 characters or more)',
    submit: 'Go in',
  },
} as const

/** Where the link of an invitation leads: one field is enough, without a script. */
export function invitationPage(locale: Locale, town: string, link: string): string {
  const label = words[locale]
  const title = label.title(town)
  return plainPage(locale, {
    title,
    body: html`
<h1>${title}</h1>
<form method="post" action="/i/${link}" class="form">
!${input(noFaults, { name: 'code', label: label.code, hint: label.lead, attributes: 'required minlength="4" maxlength="12" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false"' })}
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
