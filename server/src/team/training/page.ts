/** Where the code on the wall leads: one button for who is signed in, one field for who is not. No script is needed. */
import { postsOf } from '@onegrid/domain/kernel/actor.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { manifest } from '@onegrid/web/build.ts'
import { html } from 'ghtml'
import { Type } from 'typebox'
import type { Ports } from '../../app.ts'
import { limited } from '../../http/limits.ts'
import { type Locale, localeOf } from '../../http/locale.ts'
import { problemOf } from '../../http/problem.ts'
import type { App } from '../../http/route.ts'
import { presentByCode } from './commands.ts'
import { findTrainingByWallCode } from './store.ts'

const words = {
  zh: {
    language: 'zh-CN',
    title: '我到了',
    lead: '登记您参加了这场培训，凭它可以打印培训证明。',
    phone: '手机号',
    phoneHint: '村里登记过的号码',
    submit: '我到了',
    done: '已登记',
    doneText: '谢谢参加。可以收起手机了。',
    unknown: '没有这个验证码',
    unknownText: '请再看一眼墙上的验证码，或让主办的人在名单上登记。',
  },
  en: {
    language: 'en',
    title: 'I am here',
    lead: 'This enters that you were at the session; a certificate can be printed from it.',
    phone: 'Mobile number',
    phoneHint: 'The number that your village keeps',
    submit: 'I am here',
    done: 'You are entered',
    doneText: 'Thank you for coming. You can put the phone away.',
    unknown: 'No such code',
    unknownText: 'Look at the wall once more, or ask the organiser to enter you in the list.',
  },
} as const

export function registerTrainingPages(app: App, ports: Pick<Ports, 'database' | 'clock' | 'ids'>): void {
  const params = Type.Object({ code: Type.String({ pattern: '^[0-9A-Za-z]{4,12}$' }) })
  const config = { ...limited(app, 'lookUp').config, withoutCommandId: true }

  app.get('/here/:code', { schema: { hide: true, params } }, async (request, reply) => {
    const locale = localeOf(request)
    const label = words[locale]
    const training = await ports.database.read(request.town.tenantId, tx =>
      findTrainingByWallCode(tx, request.params.code.toUpperCase()),
    )
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    if (training === undefined)
      return reply.code(404).send(page(locale, label.unknown, html`<p>${label.unknownText}</p>`))
    return reply.send(
      page(locale, training.title, form(locale, request.params.code, postsOf(request.actor).length > 0)),
    )
  })

  const body = Type.Object({ phone: Type.Optional(Type.String({ maxLength: 24 })) })
  app.post('/here/:code', { config, schema: { hide: true, params, body } }, async (request, reply) => {
    const locale = localeOf(request)
    const { code } = request.params
    const phone = request.body.phone?.trim() ?? ''
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    try {
      // Being there twice is being there: every press is a command of its own.
      const asking = { town: request.town, actor: request.actor, commandId: ports.ids.id() }
      await presentByCode(ports, asking, { code, ...(phone === '' ? {} : { phone }) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { status, detail, remedy } = problemOf(error, locale, request.id)
      const fault = `${detail}${locale === 'zh' ? '' : ' '}${remedy}`
      const signedIn = postsOf(request.actor).length > 0
      return reply.code(status).send(page(locale, words[locale].title, form(locale, code, signedIn, fault)))
    }
    return reply.send(page(locale, words[locale].done, html`<p>${words[locale].doneText}</p>`))
  })
}

function form(locale: Locale, code: string, signedIn: boolean, fault?: string): string {
  const label = words[locale]
  return html`<p class="soft">${label.lead}</p>
!${fault === undefined ? '' : html`<p class="field-fault" role="alert">${fault}</p>`}
<form class="form" method="post" action="/here/${code}">
!${
    signedIn
      ? ''
      : html`<div class="field"><label class="field-label" for="phone">${label.phone}</label>
<p class="field-hint" id="phone-hint">${label.phoneHint}</p>
<input class="input" id="phone" name="phone" type="tel" inputmode="tel" autocomplete="tel" required maxlength="20" aria-describedby="phone-hint"></div>`
  }
<button class="button button-primary button-large">${label.submit}</button>
</form>`
}

function page(locale: Locale, title: string, body: string): string {
  return html`<!doctype html>
<html lang="${words[locale].language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="${styles()}">
</head>
<body><main id="main" class="main"><h1>${title}</h1>
!${body}
</main></body>
</html>`
}

/** Before the first build the page goes out bare: its words and its form need no style. */
function styles(): string {
  try {
    return manifest()['page.css'] ?? '/page.css'
  } catch {
    return '/page.css'
  }
}
