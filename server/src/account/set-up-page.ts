import { html } from 'ghtml'
import type { Locale } from '../http/locale.ts'

const words = {
  zh: {
    language: 'zh-CN',
    title: '初始设置',
    lead: '在这里建立第一个镇和它的管理员。这个链接只能用一次。',
    town: '镇名',
    code: '工单编号用的字母(2–6 位大写字母或数字)',
    zone: '时区',
    hostName: '网址的主机名(可不填)',
    name: '管理员姓名',
    username: '用户名',
    password: '密码(至少 10 位)',
    submit: '建立',
    done: '已建立',
    doneText: '现在可以登录。请尽快任命第二名管理员。',
    desk: '打开工作台',
  },
  en: {
    language: 'en',
    title: 'First set-up',
    lead: 'This makes the first town and its administrator. The link works once.',
    town: 'Name of the town',
    code: 'Letters for ticket numbers (2–6 capitals or digits)',
    zone: 'Time zone',
    hostName: 'Host name of its address (optional)',
    name: "Administrator's name",
    username: 'User name',
    password: 'Password (10 characters or more)',
    submit: 'Set up',
    done: 'Set up',
    doneText: 'You can sign in now. Appoint a second administrator soon.',
    desk: 'Open the desk',
  },
} as const

function page(language: string, title: string, body: string): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/page.css">
</head>
<body><main><h1>${title}</h1>
!${body}
</main></body>
</html>`
}

export function setUpPage(locale: Locale, link: string): string {
  const label = words[locale]
  return page(
    label.language,
    label.title,
    html`<p>${label.lead}</p>
<form method="post" action="/setup">
<input type="hidden" name="link" value="${link}">
<p><label for="town">${label.town}</label><br><input id="town" name="town" required maxlength="60"></p>
<p><label for="code">${label.code}</label><br><input id="code" name="code" required pattern="[A-Z0-9]{2,6}"></p>
<p><label for="zone">${label.zone}</label><br><input id="zone" name="zone" required value="Asia/Shanghai"></p>
<p><label for="hostName">${label.hostName}</label><br><input id="hostName" name="hostName" pattern="[a-z0-9.\\-]*"></p>
<p><label for="name">${label.name}</label><br><input id="name" name="name" required maxlength="40" autocomplete="name"></p>
<p><label for="username">${label.username}</label><br><input id="username" name="username" required minlength="2" maxlength="40" autocomplete="username"></p>
<p><label for="password">${label.password}</label><br><input id="password" name="password" type="password" required minlength="10" maxlength="128" autocomplete="new-password"></p>
<p><button type="submit">${label.submit}</button></p>
</form>`,
  )
}

export function setUpDonePage(locale: Locale): string {
  const label = words[locale]
  return page(label.language, label.done, html`<p>${label.doneText}</p><p><a href="/desk">${label.desk}</a></p>`)
}
