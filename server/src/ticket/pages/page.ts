import type { FastifyReply } from 'fastify'
import { html } from 'ghtml'
import { mark } from '../../http/plain-page.ts'
import { asset, type Visit } from './visit.ts'

export type Page = {
  readonly title: string
  readonly body: string
  /** Where "back" leads; none on the first page. */
  readonly back?: string
  /** Scripts beside page.js, by their names in the build. */
  readonly scripts?: readonly string[]
  /** The form whose draft in the browser is over. */
  readonly sent?: string
  readonly status?: number
  /** Emergency numbers at the foot; the first page has them in its middle. */
  readonly plainFoot?: boolean
}

const emergencyFirst = /^1(10|19|20|22)$/

/** Numbers for what cannot wait, in the town's order. */
export function emergencyNumbers({ catalogue }: Visit) {
  return catalogue.emergencyNumbers.filter(({ number }) => emergencyFirst.test(number))
}

/** The whole document. Personal pages are never kept by a cache between the person and us. */
export function sendPage(reply: FastifyReply, visit: Visit, page: Page): FastifyReply {
  return reply
    .code(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(documentOf(visit, page))
}

/** After a post always another address: going back or reloading never sends a form twice. */
export function goTo(reply: FastifyReply, address: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(address, 303)
}

function documentOf(visit: Visit, page: Page): string {
  const { words, town } = visit
  const scripts = ['page.js', ...(page.scripts ?? [])]
  return html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
!${page.sent === undefined ? '' : html`<meta name="draft-sent" content="${page.sent}">`}
<title>${page.title} · ${town.name}</title>
<link rel="icon" href="${asset('mark.svg')}">
<link rel="stylesheet" href="${asset('page.css')}">
!${scripts.map(name => html`<script src="${asset(name)}" defer></script>`).join('')}
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
!${header(visit, page)}
<main id="main" class="main">
<p class="offline" role="status" data-offline="${words.offline}" hidden></p>
!${page.back === undefined ? '' : html`<p class="back no-print"><a href="${page.back}">!${chevron}${words.back}</a></p>`}
!${page.body}
</main>
!${page.plainFoot === true ? '' : html`<footer class="foot no-print">!${emergencyLine(visit)}</footer>`}
</body>
</html>`
}

function header({ words, town, locale, path, known }: Visit, page: Page): string {
  const other = locale === 'zh' ? 'en' : 'zh'
  const switched = html`<a class="top-link" href="${path}?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}" hreflang="${other}">${words.otherLanguage}</a>`
  return html`<header class="top no-print">
<a class="top-home" href="/">!${mark}<span>${page.back === undefined && page.sent === undefined ? words.brand : town.name}</span></a>
!${known ? switched : ''}
</header>`
}

/** In sight on every page: what cannot wait is not reported here. */
export function emergencyLine(visit: Visit): string {
  const numbers = emergencyNumbers(visit)
  if (numbers.length === 0) return ''
  return html`<p class="emergency">
<span>${visit.words.emergency.short}</span>
!${numbers.map(each => html`<a href="tel:${each.number}">${each.number} ${visit.say(each.name)}</a>`).join('')}
</p>`
}

const chevron = html`<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M10 3 5 8l5 5"/></svg>`

export const forward = html`<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="m6 3 5 5-5 5"/></svg>`

export const tick = html`<svg width="12" height="12" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M3 8.5 6.5 12 13 4.5"/></svg>`
