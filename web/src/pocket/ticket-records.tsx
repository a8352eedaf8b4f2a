import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import type { ReactNode } from 'react'
import { coded, listed, nameOf } from '../ticket/event-sentence.ts'
import { useCatalogue } from '../ticket/use-ticket.ts'
import { Moment } from '../ui/moment.tsx'
import { useWords } from '../words/words.ts'

type Facts = Readonly<Record<string, unknown>>
type Line = { readonly kind: string; readonly title: string; readonly text: ReactNode; readonly words?: unknown }

const record = (value: unknown) => (typeof value === 'object' && value !== null ? (value as Facts) : undefined)
const last = (value: unknown) => (Array.isArray(value) ? record(value.at(-1)) : undefined)

/** What stands open beside the status: an asked extension, a contest, an order, what was found and what was done. */
export function OpenRecords({ page }: { page: TicketPage }) {
  const { t, language } = useWords()
  const { data: catalogue } = useCatalogue()
  const { beside, ticket } = page
  const lines: Line[] = []
  const contest = record(beside['contest'])
  if (contest !== undefined && contest['decision'] === undefined && ticket.status === 'dispatched')
    lines.push({
      kind: 'contest',
      title: t('ticket:record.contest'),
      text: coded(catalogue?.reasons.contest, contest['reason'], language),
      words: contest['words'],
    })
  const extension = record(beside['extension'])
  if (extension !== undefined && extension['decision'] === undefined)
    lines.push({
      kind: 'extension',
      title: t('ticket:mark.extensionAsked'),
      text: `${nameOf(extension['by'])} · ${coded(catalogue?.reasons.extension, extension['reason'], language)}`,
      words: extension['words'],
    })
  const appeal = record(beside['appeal'])
  if (appeal !== undefined && appeal['decision'] === undefined)
    lines.push({
      kind: 'appeal',
      title: t('ticket:record.appeal'),
      text: coded(catalogue?.reasons.appeal, appeal['reason'], language),
      words: appeal['words'],
    })
  const check = record(beside['siteCheck'])
  const finding = record(check?.['finding'])
  if (check !== undefined && (ticket.status === 'assessing' || finding !== undefined) && ticket.step <= 3)
    lines.push({
      kind: 'siteCheck',
      title: t('ticket:record.siteCheck'),
      text:
        finding === undefined
          ? t('ticket:note.askedOf', { person: nameOf(check['askedOf']) })
          : `${nameOf(finding['by'])} · ${t(`ticket:choice.found.${finding['found'] === true}`)}`,
      words: finding?.['words'] ?? check['words'],
    })
  const order = record(beside['order'])
  if (
    order !== undefined &&
    (ticket.status === 'ordered' || order['unfilledAt'] !== undefined || page.ticket.holder === undefined)
  )
    lines.push({
      kind: 'order',
      title: t('ticket:record.order'),
      text: (
        <>
          {t('ticket:note.takers', { taken: takersOf(order).length, needed: Number(order['needed']) })}
          {takersOf(order).length === 0
            ? null
            : ` · ${listed(
                takersOf(order).map(each => each['personId']),
                language,
              )}`}
          {order['unfilledAt'] === undefined ? null : ` · ${t('ticket:note.unfilled')}`}
          {ticket.status === 'ordered' ? (
            <>
              {' · '}
              {t('pocket:orders.closes')} <Moment at={String(order['closesAt'])} short />
            </>
          ) : null}
        </>
      ),
      words: order['need'],
    })
  const returned = last(beside['returns'])
  if (returned !== undefined && ticket.status === 'accepted')
    lines.push({
      kind: 'returns',
      title: t('ticket:record.returns'),
      text: `${nameOf(returned['by'])} · ${coded(catalogue?.reasons.return, returned['reason'], language)}`,
      words: returned['words'],
    })
  const dispatch = record(beside['dispatch'])
  if (dispatch?.['words'] !== undefined && (ticket.status === 'dispatched' || ticket.status === 'handling'))
    lines.push({
      kind: 'dispatch',
      title: t('ticket:record.dispatch'),
      text: nameOf(dispatch['by']),
      words: dispatch['words'],
    })
  const failed = last(beside['verifications'])
  if (failed !== undefined && failed['passed'] === false && ticket.status === 'handling')
    lines.push({
      kind: 'verifications',
      title: t('ticket:mark.reworked'),
      text: nameOf(failed['by']),
      words: failed['words'],
    })
  const supervision = record(beside['supervision'])
  if (supervision !== undefined)
    lines.push({
      kind: 'supervision',
      title: t('ticket:record.supervision'),
      text: t(`ticket:choice.level.${String(supervision['level'])}`),
      words: supervision['words'],
    })
  const problem = record(beside['problem'])
  if (problem !== undefined && problem['overAt'] === undefined)
    lines.push({
      kind: 'problem',
      title: t('ticket:record.problem'),
      text: <Moment at={String(problem['until'])} />,
      words: problem['words'],
    })
  const declined = record(beside['declined'])
  if (declined !== undefined)
    lines.push({
      kind: 'declined',
      title: t('ticket:record.declined'),
      text: coded(catalogue?.declineRules, declined['rule'], language),
      words: declined['words'],
    })
  const result = record(beside['result'])
  if (result !== undefined)
    lines.push({ kind: 'result', title: t('ticket:record.result'), text: nameOf(result['by']), words: result['words'] })
  if (lines.length === 0) return null
  return (
    <section className="ticket-part records">
      {lines.map(line => (
        <div key={line.kind} className="record">
          <h2 className="part-title">{line.title}</h2>
          {typeof line.words === 'string' ? <p className="record-words">{line.words}</p> : null}
          <p className="soft record-text">{line.text}</p>
        </div>
      ))}
    </section>
  )
}

function takersOf(order: Facts): readonly Facts[] {
  return Array.isArray(order['takers']) ? (order['takers'] as Facts[]) : []
}
