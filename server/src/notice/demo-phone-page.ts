import { html } from 'ghtml'
import { Type } from 'typebox'
import { type Locale, localeOf } from '../http/locale.ts'
import type { App } from '../http/route.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { type DemoMessage, readDemoPhone } from './demo-phone.ts'
import { momentWords } from './texts.ts'

const words = {
  zh: {
    title: '演示手机',
    lead: '演示环境不发真短信。发给各个号码的短信都在这里，每三秒自动更新。',
    empty: '还没有短信。报一件事，或者用手机号登录，就会收到一条。',
    all: '全部号码',
    filter: '只看这个号码',
  },
  en: {
    title: 'Demo phone',
    lead: 'The demo sends no real text messages. Those to every number arrive here; the page looks again every three seconds.',
    empty: 'No messages yet. Report something or sign in by phone and one will arrive.',
    all: 'All numbers',
    filter: 'Only this number',
  },
} satisfies Record<Locale, Record<string, string>>

/** Only the demo registers this page: in real use the address does not exist. */
export function registerDemoPhonePage(app: App, ports: JobPorts): void {
  const querystring = Type.Object({ phone: Type.Optional(Type.String({ maxLength: 30 })) })
  app.get('/demo/phone', { schema: { hide: true, querystring } }, async (request, reply) => {
    const phone = request.query.phone || undefined
    const messages = await ports.database.read(request.town.tenantId, tx => readDemoPhone(tx, phone))
    const page = demoPhonePage(messages, phone, localeOf(request), request.town.zone)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page)
  })
}

/** Refreshed by the browser itself: the page needs no script. */
function demoPhonePage(
  messages: readonly DemoMessage[],
  phone: string | undefined,
  locale: Locale,
  zone: string,
): string {
  const { title, lead, empty, all, filter } = words[locale]
  return html`<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<main>
<h1>${title}</h1>
<p>${lead}</p>
!${phone === undefined ? '' : html`<p><strong>${phone}</strong> <a href="/demo/phone">${all}</a></p>`}
!${messages.length === 0 ? html`<p>${empty}</p>` : ''}
<ol class="messages">
!${messages
    .map(
      message => html`<li class="message">
<p class="message-head"><a href="/demo/phone?phone=${encodeURIComponent(message.phone)}" title="${filter}">${message.phone}</a>
<time datetime="${message.sentAt}">${momentWords(message.sentAt, locale, zone)}</time></p>
<p class="message-body">!${linked(message.body)}</p>
</li>`,
    )
    .join('')}
</ol>
</main>
</body>
</html>`
}

/** Phones make addresses in a message tappable; so does this one. */
function linked(body: string): string {
  return body
    .split(/(https?:\/\/[^\s。,]+)/)
    .map((part, place) => (place % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`))
    .join('')
}
