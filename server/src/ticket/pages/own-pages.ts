import { maskedPhone, phoneFrom } from '@onegrid/domain/account/phone.ts'
import { findSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import { type Faults, faultSummary, input } from '../../http/form-field.ts'
import { forward, type Page } from './page.ts'
import { reportInWords } from './report-in/words.ts'
import { lightMark } from './status-page.ts'
import type { Visit } from './visit.ts'

/** Where a signed-in person goes on; only pages of this site that show his own matters. */
const goOn = /^\/(mine|report-in(\/party-member|\/unit)?|t\/[A-Za-z0-9-]{4,60})$/

export function nextOf(wished: unknown): string {
  return typeof wished === 'string' && goOn.test(wished) ? wished : '/mine'
}

/** The number to which a code is on its way, for as long as the code is good; it stands in no address. */
const cookieName = 'sign_in'
const path = '/mine'
const codeSeconds = 600

export function keepSigningIn(request: FastifyRequest, reply: FastifyReply, phone: string): void {
  const secure = request.protocol === 'https'
  reply.setCookie(cookieName, phone, { path, httpOnly: true, sameSite: 'lax', secure, maxAge: codeSeconds })
}

export function signingIn(request: FastifyRequest): string | undefined {
  const phone = request.cookies[cookieName]
  if (phone === undefined) return undefined
  try {
    return phoneFrom(phone)
  } catch {
    return undefined
  }
}

export function endSigningIn(reply: FastifyReply): void {
  reply.clearCookie(cookieName, { path })
}

export type SignInView = {
  readonly next: string
  readonly faults: Faults
  readonly values: Readonly<Record<string, string>>
}

export function phonePage({ words, locale }: Visit, { next, faults, values }: SignInView): Page {
  return {
    title: words.mine.signIn,
    back: next === '/mine' ? '/' : next,
    status: Object.keys(faults).length > 0 ? 400 : 200,
    body: html`
!${faultSummary(words, faults)}
<form method="post" action="/mine/code" class="form" data-once novalidate>
<h1>${words.mine.signIn}</h1>
!${input(faults, {
      name: 'phone',
      label: words.mine.phone,
      // Whoever reports in has left no number yet.
      hint: next.startsWith('/report-in') ? reportInWords(locale).signIn : words.mine.phoneHint,
      value: values['phone'],
      attributes: 'type="tel" inputmode="tel" autocomplete="tel" maxlength="20"',
    })}
<input type="hidden" name="next" value="${next}">
<button class="button button-primary button-large">${words.mine.send}</button>
</form>
<p><a href="/find">${words.find.instead}</a></p>`,
  }
}

export function codePage({ words }: Visit, phone: string, { next, faults }: SignInView): Page {
  return {
    title: words.mine.codeTitle,
    back: `/mine/sign-in?next=${encodeURIComponent(next)}`,
    status: Object.keys(faults).length > 0 ? 400 : 200,
    body: html`
!${faultSummary(words, faults)}
<form method="post" action="/mine/session" class="form" data-once novalidate>
<h1>${words.mine.codeTitle}</h1>
!${input(faults, {
      name: 'code',
      label: words.mine.code,
      hint: words.mine.codeHint(maskedPhone(phone)),
      attributes: 'inputmode="numeric" autocomplete="one-time-code" maxlength="10"',
    })}
<input type="hidden" name="next" value="${next}">
<button class="button button-primary button-large">${words.mine.enter}</button>
</form>
<form method="post" action="/mine/code" class="again" data-once>
<input type="hidden" name="phone" value="${phone}"><input type="hidden" name="next" value="${next}">
<button class="quiet">${words.mine.resend}</button>
</form>`,
  }
}

export function minePage(visit: Visit, rows: readonly TicketRow[], next: string | undefined): Page {
  const { words, spoken, catalogue, say } = visit
  const lines = rows.map(row => {
    const kind = findSubcategory(catalogue, row.subcategory)
    const over = row.status === 'closed' || row.status === 'declined' || row.status === 'resolved'
    return html`<li><a class="row" href="/t/${row.number}"><span class="mine-row">
<b>${row.words ?? (kind === undefined ? row.number : say(kind.name))}</b>
<span>${row.flags.suspended ? words.status.suspended : words.status.headline[row.status]}!${over || row.flags.suspended ? '' : html` · ${words.status.promiseBefore(spoken.moment(row.dueAt))} !${lightMark(visit, row.light)}`}</span>
<span class="faint">${row.number}</span></span>!${forward}</a></li>`
  })
  return {
    title: words.mine.title,
    back: '/',
    body: html`<h1>${words.mine.title}</h1>
!${lines.length === 0 ? html`<p class="soft">${words.mine.empty}</p>` : html`<ul class="rows">!${lines.join('')}</ul>`}
!${next === undefined ? '' : html`<p><a class="button button-large" href="/mine?after=${next}">${words.mine.more}</a></p>`}
<p class="go"><a class="button button-large" href="/report">${words.town.report}</a></p>
<form method="post" action="/mine/sign-out"><button class="quiet">${words.mine.signOut}</button></form>`,
  }
}
