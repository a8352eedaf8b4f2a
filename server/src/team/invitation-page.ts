import { html } from 'ghtml'
import type { Locale } from '../http/locale.ts'

const words = {
  zh: {
    language: 'zh-CN',
    title: '加入网格队伍',
    lead: '请输入邀请您的人告诉您的验证码。',
    code: '验证码(6 位)',
    optional: '以后想用用户名登录的,可以现在设定(可不填)',
    username: '用户名',
    password: '密码(至少 10 位)',
    submit: '进入',
  },
  en: {
    language: 'en',
    title: 'Join the grid team',
    lead: 'Enter the code that the person who invited you has told you.',
    code: 'Code (6 letters)',
    optional: 'To sign in with a user name later, choose it now (optional)',
    username: 'User name',
    password: 'Password (10 characters or more)',
    submit: 'Go in',
  },
} as const

/** Where the link of an invitation leads: one field is enough, without a script. */
export function invitationPage(locale: Locale, link: string): string {
  const label = words[locale]
  return html`<!doctype html>
<html lang="${label.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${label.title}</title>
<link rel="stylesheet" href="/page.css">
</head>
<body><main><h1>${label.title}</h1>
<p>${label.lead}</p>
<form method="post" action="/i/${link}">
<p><label for="code">${label.code}</label><br><input id="code" name="code" required minlength="4" maxlength="12" autocomplete="one-time-code" autocapitalize="characters"></p>
<fieldset><legend>${label.optional}</legend>
<p><label for="username">${label.username}</label><br><input id="username" name="username" maxlength="40" autocomplete="username"></p>
<p><label for="password">${label.password}</label><br><input id="password" name="password" type="password" maxlength="128" autocomplete="new-password"></p>
</fieldset>
<p><button type="submit">${label.submit}</button></p>
</form>
</main></body>
</html>`
}
