import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { type Locale, localeOf } from '@onegrid/server/http/locale.ts'
import type { App } from '@onegrid/server/http/route.ts'
import { html } from 'ghtml'
import { Type } from 'typebox'
import { accounts, exampleResident } from './accounts.ts'
import { demoPassword } from './named-people.ts'
import { rosterFile, rosterFileName } from './roster/workbook.ts'

const words = {
  zh: {
    language: 'zh-CN',
    title: '示例镇：谁是谁',
    lead: '这里的人和事都是编的示例，只有村名是真的。镇里的时间从2022年9月26日上午8点30分往后走。',
    password: '所有示例账号的密码都是',
    people: '示例账号',
    enter: { desk: '进入工作台', pocket: '进入网格员端' },
    resident: '群众',
    residentLead: '群众不用账号，用手机号登录，例如',
    residentCode: '登录码和短信都到演示手机上看。',
    ways: {
      '/': '群众端：反映一件事',
      '/demo/phone': '演示手机',
      '/demo/roster.xlsx': '全镇网格队伍花名册（Excel，1100人，都是编的）：改一改，在工作台“人员”里再导入一次试试',
      '/api/openapi.json': '接口说明（OpenAPI）',
    },
  },
  en: {
    language: 'en',
    title: 'The example town: who plays which role',
    lead: 'People and matters are invented examples; only the names of the villages are real. The town’s time runs on from 08:30 on 26 September 2022.',
    password: 'All example accounts have the password',
    people: 'Example accounts',
    enter: { desk: 'Enter the desk', pocket: 'Enter the pocket' },
    resident: 'Residents',
    residentLead: 'Residents need no account and sign in by number, for example',
    residentCode: 'Codes and text messages arrive on the demo phone.',
    ways: {
      '/': 'Public page: report something',
      '/demo/phone': 'Demo phone',
      '/demo/roster.xlsx':
        'The town’s roster (Excel, 1,100 invented people): change a cell and import it again under People',
      '/api/openapi.json': 'The API (OpenAPI)',
    },
  },
} as const satisfies Record<Locale, object>

const Entry = Type.Object({ username: Type.String({ maxLength: 40 }) })

/** Only the demo has them: in real use these addresses do not exist. */
export function registerDemoPages(app: App): void {
  const css = readFileSync(path.join(import.meta.dirname, 'demo.css'), 'utf8')
  app.get('/demo', { schema: { hide: true } }, async (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(demoPage(localeOf(request))),
  )
  app.get('/demo/page.css', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(css),
  )
  app.get('/demo/roster.xlsx', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(rosterFileName)}`)
      .header('cache-control', 'no-store')
      .send(rosterFile()),
  )
  // Signs in through the same door as everybody, so that a visitor tries twenty roles without typing.
  app.post(
    '/demo/enter',
    { schema: { hide: true, body: Entry }, config: { withoutCommandId: true } },
    async (request, reply) => {
      const account = accounts.find(each => each.username === request.body.username)
      if (account === undefined) throw new Refusal('not_found', { what: 'account' })
      const signedIn = await app.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        headers: { 'user-agent': request.headers['user-agent'] ?? '', host: request.headers.host ?? '' },
        payload: { username: account.username, password: demoPassword },
      })
      // Whoever changed the password in the demo signs in by hand.
      const cookies = signedIn.headers['set-cookie']
      if (cookies !== undefined) reply.header('set-cookie', cookies)
      return reply.redirect(`/${account.opens}`, 303)
    },
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
<link rel="stylesheet" href="/demo/page.css">
</head>
<body>
<main class="roles">
<h1>${said.title}</h1>
<p>${said.lead}</p>
<p class="password">${said.password} <code>${demoPassword}</code></p>
<h2>${said.people}</h2>
<ul class="people">
!${accounts.map(account => personRow(account, said.enter[account.opens])).join('')}
</ul>
<h2>${said.resident}</h2>
<p>${said.residentLead} <code>${exampleResident.phone}</code> (${exampleResident.name})</p>
<p>${said.residentCode}</p>
<ul class="ways">
!${Object.entries(said.ways)
    .map(([href, text]) => html`<li><a href="${href}">${text}</a></li>`)
    .join('')}
</ul>
</main>
</body>
</html>`
}

/** Titles and places are the town's own words, in both languages. */
function personRow({ username, title, name, at, tries }: (typeof accounts)[number], enter: string): string {
  return html`<li>
<span class="who">${title} ${name}</span>
<span class="account"><code>${username}</code> ${at}</span>
<span class="what">${tries}</span>
<form method="post" action="/demo/enter">
<input type="hidden" name="username" value="${username}">
<button type="submit" aria-label="${enter}: ${title} ${name}">${enter}</button>
</form>
</li>`
}
