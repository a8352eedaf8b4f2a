import { type Locale, localeOf } from '@onegrid/server/http/locale.ts'
import type { App } from '@onegrid/server/http/route.ts'
import { html } from 'ghtml'
import { accounts, exampleResident } from './accounts.ts'
import { demoPassword } from './people.ts'

const words = {
  zh: {
    language: 'zh-CN',
    title: '示例镇 · 谁是谁',
    lead: '这里的镇、人、事都是编的示例,只有村名是真的。时间从2022年9月26日上午8点30分往后走。',
    password: '所有示例账号的密码都是',
    columns: ['用户名', '角色', '姓名', '网格或单位', '试试看', '打开'],
    opens: { desk: '工作台', pocket: '网格员端' },
    more: '别的入口',
    links: {
      '/': '群众端:反映一件事',
      '/demo/phone': '演示手机:短信和登录码都到这里',
      '/api/openapi.json': '接口说明(OpenAPI)',
    },
    resident: '群众不用账号:用手机号登录,例如',
    residentCode: '登录码在演示手机上看。',
  },
  en: {
    language: 'en',
    title: 'The example town: who plays which role',
    lead: 'Town, people and matters are invented examples; only the names of the villages are real. Time runs on from 08:30 on 26 September 2022.',
    password: 'All example accounts have the password',
    columns: ['User name', 'Role', 'Name', 'Grid or unit', 'What to try', 'Opens'],
    opens: { desk: 'Desk', pocket: 'Pocket' },
    more: 'Other ways in',
    links: {
      '/': 'Public page: report something',
      '/demo/phone': 'Demo phone: text messages and sign-in codes arrive here',
      '/api/openapi.json': 'The API (OpenAPI)',
    },
    resident: 'Residents need no account and sign in by number, for example',
    residentCode: 'The code arrives on the demo phone.',
  },
} as const satisfies Record<Locale, object>

/** Only the demo has it: in real use the address does not exist. */
export function registerDemoPages(app: App): void {
  app.get('/demo', { schema: { hide: true } }, async (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(demoPage(localeOf(request))),
  )
}

function demoPage(locale: Locale): string {
  const said = words[locale]
  return html`<!doctype html>
<html lang="${said.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${said.title}</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<main class="wide">
<h1>${said.title}</h1>
<p>${said.lead}</p>
<p>${said.password} <code>${demoPassword}</code></p>
<table>
<thead><tr>!${said.columns.map(column => html`<th scope="col">${column}</th>`).join('')}</tr></thead>
<tbody>
!${accounts
    .map(
      ({ username, title, name, at, tries, opens }) => html`<tr>
<td><code>${username}</code></td><td>${title}</td><td>${name}</td><td>${at}</td><td>${tries}</td>
<td><a href="/${opens}">${said.opens[opens]}</a></td>
</tr>`,
    )
    .join('')}
</tbody>
</table>
<p>${said.resident} <code>${exampleResident.phone}</code>(${exampleResident.name})。${said.residentCode}</p>
<h2>${said.more}</h2>
<ul>
!${Object.entries(said.links)
    .map(([href, text]) => html`<li><a href="${href}">${text}</a></li>`)
    .join('')}
</ul>
</main>
</body>
</html>`
}
