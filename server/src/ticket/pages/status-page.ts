import { type Catalogue, findSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import type { PublicTicket } from '@onegrid/domain/ticket/view.ts'
import { html } from 'ghtml'
import { type Faults, faultSummary, radios, textArea } from '../../http/form-field.ts'
import { type GridPerson, peopleSection } from './grid-people.ts'
import { sentenceOf, stepTimes } from './history.ts'
import { type Page, tick } from './page.ts'
import { findByNumber } from './town-page.ts'
import type { Visit } from './visit.ts'

/** What stands beside the public view: facts that the page says in the reader's language. */
export type Beside = {
  readonly problem?: { readonly words: string | undefined; readonly until: string }
  readonly declineRule?: string
  readonly suspensionReason?: string
  readonly merged: boolean
  /** With whom it lies outside the town. */
  readonly referredTo?: string
  /** The grid whose leader has it while nobody was sent it yet. */
  readonly lies?: string
  /** Given once; 3 is neutral. */
  readonly rating?: number
}

export type StatusView = {
  readonly ticket: PublicTicket
  readonly beside: Beside
  readonly people: readonly GridPerson[]
  /** For the printed sheet. */
  readonly qr: string
  readonly address: string
  readonly commandId: () => string
  readonly signedIn: boolean
  readonly faults: Faults
  readonly values: Readonly<Record<string, string>>
  readonly did?: string | undefined
}

const deeds = { urge: 'urgeDone', confirm: 'confirmDone', rate: 'rateDone', reopen: 'reopenDone' } as const

export function statusPage(visit: Visit, view: StatusView): Page {
  const { words } = visit
  const { ticket, faults, did } = view
  const done = did !== undefined && did in deeds ? words.act[deeds[did as keyof typeof deeds]] : undefined
  return {
    title: words.status.title(ticket.number),
    back: ticket.own ? '/mine' : '/',
    status: Object.keys(faults).length > 0 ? 400 : 200,
    body: html`
!${faultSummary(words, faults)}
!${done === undefined ? '' : html`<p class="said" role="status" tabindex="-1" data-focus>${done}</p>`}
<p class="only-print receipt-town">${visit.town.name} · ${ticket.number}</p>
<h1>${headline(visit, ticket, view.beside)}</h1>
!${facts(visit, view)}
!${notices(visit, view)}
!${actions(visit, view)}
!${ticket.closedAs === 'merged' ? '' : html`<h2>${words.status.step.label}</h2>!${stepLine(visit, ticket)}`}
!${ticket.words === undefined ? '' : html`<h2>${words.status.own}</h2><p class="own-words">${ticket.words}</p>`}
!${photos(visit, ticket)}
!${peopleSection(visit, view.people)}
<h2>${words.status.history}</h2>
<ol class="history">!${ticket.history.map(entry => historyLine(visit, entry)).join('')}</ol>
!${ticket.own || view.signedIn ? '' : owner(visit, ticket)}
<p class="go no-print"><button type="button" class="button button-large" data-print hidden>${words.status.print}</button></p>
<figure class="qr only-print"><img src="${view.qr}" alt="" width="150" height="150"><figcaption>${words.done.scan}<br>${view.address}</figcaption></figure>`,
  }
}

function headline({ words }: Visit, ticket: PublicTicket, { referredTo }: Beside): string {
  if (ticket.suspendedUntil !== undefined) return words.status.suspended
  if (referredTo !== undefined && !isOver(ticket)) return words.status.referred
  const closed = words.status.closed
  if (ticket.status === 'closed' && ticket.closedAs !== undefined && ticket.closedAs in closed)
    return closed[ticket.closedAs as keyof typeof closed]
  return words.status.headline[ticket.status]
}

function isOver({ status }: PublicTicket): boolean {
  return status === 'closed' || status === 'declined' || status === 'resolved'
}

function rated({ words }: Visit, { rating }: Beside): string {
  return rating === undefined ? '' : (words.act.rates[rating - 1] ?? '')
}

function facts(visit: Visit, { ticket, beside }: StatusView): string {
  const { words, spoken, catalogue, say } = visit
  const kind = findSubcategory(catalogue, ticket.subcategory)
  const holder =
    beside.referredTo ??
    holderWords(visit, ticket) ??
    (beside.lies === undefined ? undefined : words.status.lies(beside.lies))
  const promise = isOver(ticket)
    ? ''
    : ticket.suspendedUntil !== undefined
      ? html`${words.status.stopped}`
      : html`${words.status.promiseBefore(spoken.moment(ticket.dueAt))} !${lightMark(visit, ticket.light)}`
  const rows: readonly (readonly [string, string])[] = [
    [words.status.promise, promise],
    [words.status.holder, isOver(ticket) && holder === undefined ? '' : html`${holder ?? words.status.holderNone}`],
    [words.status.kind, kind === undefined ? '' : html`${say(kind.name)}`],
    [words.status.place, html`${ticket.placeName}`],
    [words.act.rated, html`${ticket.own ? rated(visit, beside) : ''}`],
    [words.status.number, html`<span class="number-small">${ticket.number}</span>`],
  ]
  return html`<dl class="summary">!${rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>!${value}</dd></div>`)
    .join('')}</dl>`
}

const lightShapes = {
  on_time: 'M8 13.2A5.2 5.2 0 1 0 8 2.8a5.2 5.2 0 0 0 0 10.4z',
  due_soon: 'M8 2 15 14H1z',
  overdue: 'M2.5 2.5h11v11h-11z',
} as const

/** Word, shape and colour together (look.md rule 2). */
export function lightMark({ words }: Visit, light: PublicTicket['light']): string {
  return html`<span class="light light-${light}"><svg width="12" height="12" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="${lightShapes[light]}"/></svg>${words.status.light[light]}</span>`
}

function holderWords({ words, locale }: Visit, { holder }: PublicTicket): string | undefined {
  if (holder === undefined) return undefined
  const role =
    holder.role !== undefined && holder.role in words.role ? words.role[holder.role as keyof typeof words.role] : ''
  const post = holder.unit ?? (holder.gridName === undefined ? role : words.status.holderPerson(holder.gridName, role))
  return [post, holder.name].filter(each => each !== undefined && each !== '').join(locale === 'zh' ? ' ' : ', ')
}

function notices(visit: Visit, { ticket, beside }: StatusView): string {
  const { words, spoken } = visit
  const lines: string[] = []
  if (ticket.suspendedUntil !== undefined) {
    const reason = beside.suspensionReason === undefined ? '' : words.status.suspendedWhy(beside.suspensionReason)
    lines.push(
      html`<p class="inset">${words.status.suspendedUntil(spoken.moment(ticket.suspendedUntil))}<br>${reason}</p>`,
    )
  }
  if (beside.problem !== undefined)
    lines.push(
      html`<div class="inset"><b>${words.status.problem}</b><p>${beside.problem.words}</p><p>${words.status.problemUntil(spoken.moment(beside.problem.until))}</p></div>`,
    )
  if (beside.merged) {
    const link = ticket.mergedInto
    lines.push(
      html`<p class="inset">${words.status.merged}!${link === undefined ? '' : html`<br><a href="/t/${link}">${words.status.mergedLink(link)}</a>`}</p>`,
    )
  }
  const instead = insteadOf(visit, beside.declineRule)
  if (instead !== undefined) lines.push(html`<div class="inset"><b>${words.status.instead}</b><p>${instead}</p></div>`)
  return lines.join('')
}

function insteadOf(visit: Visit, code: string | undefined): string | undefined {
  const rules: Catalogue['declineRules'] = visit.catalogue.declineRules
  const rule = rules.find(each => each.code === code)
  return rule && visit.say(rule.instead)
}

function stepLine({ words, spoken }: Visit, ticket: PublicTicket): string {
  const times = stepTimes(ticket)
  const ended = isOver(ticket) && ticket.status !== 'resolved'
  const rows = words.status.step.names.map((name, place) => {
    const number = (place + 1) as 1 | 2 | 3 | 4 | 5 | 6
    const state =
      number < ticket.step || (ended && number <= ticket.step) ? 'done' : number === ticket.step ? 'now' : 'ahead'
    const at = times[number]
    return html`<li class="step step-${state}"!${state === 'now' ? ' aria-current="step"' : ''}>
<span class="step-mark" aria-hidden="true">!${state === 'done' ? tick : String(number)}</span>
<span>${name}<span class="unseen"> ${words.status.step[state]}</span></span>
!${at === undefined ? '' : html`<span class="step-time">${spoken.short(at)}</span>`}
</li>`
  })
  return html`<ol class="steps steps-upright" aria-label="${words.status.step.label}">!${rows.join('')}</ol>`
}

function photos({ words }: Visit, ticket: PublicTicket): string {
  if (ticket.photos.length === 0) return ''
  const shown = ticket.photos.map(
    (photoId, place) =>
      html`<li><a href="/api/v1/photos/${photoId}"><img src="/api/v1/photos/${photoId}/thumbnail" alt="${words.status.photo(place + 1)}" width="104" height="104" loading="lazy"></a></li>`,
  )
  return html`<h2>${words.status.photos}</h2><ul class="photos">!${shown.join('')}</ul>`
}

function historyLine(visit: Visit, entry: PublicTicket['history'][number]): string {
  const sentence = sentenceOf(visit, entry)
  return html`<li><p>${sentence}</p>!${entry.words === undefined ? '' : html`<p class="quote">${entry.words}</p>`}<p class="step-time">${visit.spoken.short(entry.at)}</p></li>`
}

/** The number is no secret and stands in the address; who asks is proved by the code. */
function owner({ words }: Visit, ticket: PublicTicket): string {
  return html`<section class="no-print"><h2>${words.status.owner}</h2><p class="soft">${words.status.ownerHint}</p>
<p><a class="button button-large" href="/mine/sign-in?next=${encodeURIComponent(`/t/${ticket.number}`)}">${words.mine.signIn}</a></p></section>`
}

function actions(visit: Visit, view: StatusView): string {
  const { words } = visit
  const { ticket, faults, values } = view
  const may = (action: PublicTicket['actions'][number]) => ticket.actions.includes(action)
  const form = (path: string, body: string) =>
    html`<form method="post" action="/t/${ticket.number}/${path}" class="form act" data-once>!${body}<input type="hidden" name="command_id" value="${view.commandId()}"></form>`
  const remark = (name: string, label: string, optional = words.optional) =>
    textArea(faults, {
      name,
      label: `${label}${optional}`,
      value: values[name],
      attributes: 'rows="2" maxlength="2000"',
    })
  const parts: string[] = []
  if (may('confirmTicket'))
    parts.push(
      form(
        'confirm',
        html`<fieldset><legend>${words.act.confirm}</legend>!${fieldFault(faults, 'solved')}!${radios('solved', [
          { value: 'yes', label: words.act.confirmYes, marked: values['solved'] === 'yes' },
          { value: 'no', label: words.act.confirmNo, marked: values['solved'] === 'no' },
        ])}</fieldset>!${remark('confirm_words', words.act.confirmWhy, '')}<button class="button button-primary button-large">${words.act.confirmSend}</button>`,
      ),
    )
  if (may('rateTicket') && view.beside.rating === undefined)
    parts.push(
      form(
        'rate',
        html`<fieldset><legend>${words.act.rate}</legend>!${fieldFault(faults, 'score')}!${radios(
          'score',
          [5, 4, 3, 2, 1].map(score => ({
            value: String(score),
            label: words.act.rates[score - 1] ?? '',
            marked: values['score'] === String(score),
          })),
        )}</fieldset>!${remark('rate_words', words.act.remark)}<button class="button button-primary button-large">${words.act.rateSend}</button>`,
      ),
    )
  if (may('urgeTicket'))
    parts.push(
      form(
        'urge',
        html`<button class="button button-large">${words.act.urge}</button><p class="field-hint">${words.act.urgeHint}</p>`,
      ),
    )
  if (may('reopenTicket'))
    parts.push(
      form(
        'reopen',
        html`!${textArea(faults, {
          name: 'reopen_words',
          label: words.act.reopen,
          hint: words.act.reopenHint,
          value: values['reopen_words'],
          attributes: 'rows="2" maxlength="2000"',
        })}<button class="button button-large">${words.act.reopen}</button>`,
      ),
    )
  if (parts.length === 0) return ''
  return html`<section class="acts no-print" aria-labelledby="acts"><h2 id="acts">${words.act.title}</h2>!${parts.join('')}</section>`
}

function fieldFault(faults: Faults, field: string): string {
  return faults[field] === undefined ? '' : html`<p class="field-fault">${faults[field]}</p>`
}

/** Unknown and hidden numbers look the same: nobody learns which one it is. */
export function unfoundPage(visit: Visit, typed: string): Page {
  const { words } = visit
  return {
    title: words.status.unfound,
    back: '/',
    status: 404,
    body: html`<h1>${words.status.unfound}</h1>
<p class="soft">${words.status.unfoundHint}</p>
!${findByNumber(visit, { faults: {}, values: { number: typed } })}
<p><a href="/mine/sign-in">${words.mine.signIn}</a></p>`,
  }
}
