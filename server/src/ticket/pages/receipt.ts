import { isGuarded } from '@onegrid/domain/ticket/access.ts'
import { findSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import { promiseDueAt } from '@onegrid/domain/ticket/clock.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import QRCode from 'qrcode'
import type { Ports } from '../../app.ts'
import { placeName } from '../present.ts'
import { findTicket } from '../queries.ts'
import { townAtWork } from '../town-rules.ts'
import type { Sent } from './draft.ts'
import { type GridPerson, peopleOfTicket, peopleSection } from './grid-people.ts'
import type { Page } from './page.ts'
import { readAloud } from './spoken-time.ts'
import type { Visit } from './visit.ts'

export type Received = {
  readonly ticket: Ticket
  readonly dueAt: string
  readonly placeName: string
  readonly people: readonly GridPerson[]
}

/** What this browser has just sent: its own cookie names it, so no address opens somebody else's receipt. */
export async function findReceived(ports: Ports, tenantId: string, number: string): Promise<Received | undefined> {
  return ports.database.read(tenantId, async tx => {
    const town = await townAtWork(ports, tenantId, tx)
    const ticket = await findTicket(tx, number)
    if (!ticket) return undefined
    const people = await peopleOfTicket(tx, ticket, town, ports.clock.now())
    return { ticket, dueAt: promiseDueAt(ticket, town.calendar), placeName: placeName(ticket.place, town), people }
  })
}

/** Where the page of a number is found from anywhere: on paper, in a chat. */
export function statusAddress(ports: Ports, request: FastifyRequest, number: string): string {
  return `${ports.settings.publicUrl ?? `${request.protocol}://${request.host}`}/t/${number}`
}

/** Black on white whatever the screen shows: scanners do not read it the other way round. */
export async function qrImage(address: string): Promise<string> {
  const drawn = await QRCode.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  return `data:image/svg+xml;base64,${Buffer.from(drawn).toString('base64')}`
}

/** On a narrow screen it breaks after the day, never within a group that is read out. */
function inTwo(number: string): string {
  const [, day = number, letters = ''] = /^(.+?-\d{6}-)(.+)$/.exec(number) ?? []
  return html`<span>${day}</span><span>${letters}</span>`
}

export async function receiptPage(visit: Visit, sent: Sent, received: Received, address: string): Promise<Page> {
  const { words, spoken, town, catalogue, say } = visit
  const { ticket, dueAt } = received
  const cadre = ticket.confidentiality === 'cadre'
  const shown = !isGuarded(ticket)
  const kind = findSubcategory(catalogue, ticket.subcategory)
  const steps = cadre ? words.done.staffSteps : words.done.steps
  const promise = ticket.urgency === 'danger' ? words.done.urgent : words.done.promise(spoken.moment(dueAt))
  return {
    title: words.done.title,
    sent: 'report',
    body: html`
<div class="receipt">
<p class="only-print receipt-town">${town.name} · ${words.done.receipt}</p>
<h1 class="done-title">${words.done.title}</h1>
<p class="field-label">${words.done.number}</p>
<p class="number">!${inTwo(sent.number)}</p>
<p class="field-hint">${words.done.spoken} ${readAloud(sent.number, visit.locale)}</p>
<p class="promise">${promise}</p>
<p class="soft">${sent.anonymous ? words.done.keepAnonymous : words.done.keep}</p>
!${shown ? '' : html`<p class="inset">${words.done.hidden}</p>`}
<p class="go no-print"><a class="button button-primary button-large" href="${shown ? `/t/${sent.number}` : '/mine'}">${words.done.see}</a></p>
<p class="no-print"><button type="button" class="button button-large" data-print hidden>${words.done.print}</button></p>
<h2>${words.done.next}</h2>
<ol class="next">!${steps.map(step => html`<li>${step}</li>`).join('')}</ol>
!${peopleSection(visit, received.people)}
<dl class="summary only-print">
<div><dt>${words.done.receivedAt}</dt><dd>${spoken.moment(ticket.reportedAt)}</dd></div>
!${kind === undefined || !shown ? '' : html`<div><dt>${words.check.kind}</dt><dd>${say(kind.name)}</dd></div>`}
!${shown ? html`<div><dt>${words.check.place}</dt><dd>${received.placeName}</dd></div>` : ''}
</dl>
!${shown ? html`<figure class="qr only-print"><img src="${await qrImage(address)}" alt="" width="150" height="150"><figcaption>${words.done.scan}<br>${address}</figcaption></figure>` : ''}
<p class="go no-print"><a href="/report">${words.done.again}</a></p>
</div>`,
  }
}
