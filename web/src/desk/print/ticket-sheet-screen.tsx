import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useParams } from 'react-router'
import { useMe } from '../../account/me.ts'
import { coded, holderName, nameOf, sentenceOf } from '../../ticket/event-sentence.ts'
import { recordsOf } from '../../ticket/records.ts'
import { categoryName, useSpeaker } from '../../ticket/use-speaker.ts'
import { useTicketPage } from '../../ticket/use-ticket.ts'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { sheetsFor, ticketSheets } from '../detail/sheets-for.ts'
import { Facts, Sheet, Signatures } from './sheet.tsx'

/** The printed sheets of one ticket. */
export function TicketSheetScreen() {
  const { t } = useWords()
  const { sheet, number = '' } = useParams()
  const { data: page, error, refetch } = useTicketPage(number)
  const known = ticketSheets.find(each => each === sheet)
  if (known === undefined) return <EmptyState only icon="print" title={t('app:error.notFound')} />
  if (error !== null) return <ErrorState problem={error} retry={() => void refetch()} />
  if (page === undefined) return <Skeleton kind="page" />
  if (!sheetsFor(page).includes(known)) return <EmptyState only icon="print" title={t('desk:print.nothing')} />
  if (known === 'letter') return <Letter page={page} />
  if (known === 'supervision') return <Supervision page={page} />
  return known === 'signatures' ? <SignatureSheet page={page} /> : <TicketSheet page={page} />
}

type Found = Readonly<Record<string, unknown>>
const record = (page: TicketPage, key: string) => (page.beside[key] ?? {}) as Found

function useMatterRows(page: TicketPage): readonly (readonly [string, string | undefined])[] {
  const { t } = useWords()
  const speaker = useSpeaker()
  const { ticket } = page
  return [
    [t('ticket:field.subcategory'), categoryName(speaker, ticket.subcategory)],
    [t('ticket:field.place'), placeWords(ticket.place)],
    [t('desk:detail.source'), `${t(`ticket:source.${ticket.source}`)} · ${speaker.moment(ticket.reportedAt)}`],
  ]
}

/** Words that the name of the place says already are not said twice. */
function placeWords({ name, words }: TicketPage['ticket']['place']): string {
  return words === undefined || name.includes(words) ? name : `${name} ${words}`
}

/** 转办函: to a body outside the town; its words are those that were decided on, not those of the reporter. */
function Letter({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const me = useMe()
  const speaker = useSpeaker()
  const facts = record(page, 'referral')
  const body = speaker.catalogue?.outsideBodies.find(each => each.code === facts['body'])
  const rows = useMatterRows(page)
  return (
    <Sheet
      title={t('desk:sheet.letter')}
      number={page.ticket.number}
      addressee={coded(speaker.catalogue?.outsideBodies, facts['body'], speaker.language)}
    >
      <p className="sheet-text">{String(facts['letter'] ?? '')}</p>
      <Facts
        rows={[
          ...rows,
          [t('ticket:field.reason'), coded(speaker.catalogue?.reasons.referral, facts['reason'], speaker.language)],
          [t('desk:print.answerBy'), speaker.moment(String(facts['followUpAt'] ?? ''))],
          [t('desk:entry.phone'), body?.phone],
        ]}
      />
      <p className="sheet-text">{t('desk:print.letterEnd')}</p>
      <p className="sheet-from">
        {t('desk:print.from', { town: me.town.name })}
        <br />
        {speaker.moment(String(facts['at'] ?? ''))}
      </p>
      <section className="sheet-slip">
        <h2>{t('desk:print.slip')}</h2>
        <p>{t('desk:print.slipText', { number: page.ticket.number })}</p>
        <Signatures names={[t('desk:print.receivedBy'), t('desk:print.theirNumber')]} />
      </section>
    </Sheet>
  )
}

/** 督办通知单 */
function Supervision({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const speaker = useSpeaker()
  const facts = record(page, 'supervision')
  const rows = useMatterRows(page)
  const addressee = page.ticket.holder?.name ?? t(`ticket:level.${page.ticket.level}`)
  return (
    <Sheet title={t('desk:sheet.supervision')} number={page.ticket.number} addressee={addressee}>
      <Facts
        rows={[
          [t('ticket:ask.superviseTicket.level'), t(`ticket:choice.level.${String(facts['level'])}`)],
          [t('ticket:ask.superviseTicket.words'), typeof facts['words'] === 'string' ? facts['words'] : ''],
          ...rows,
          [t('desk:print.matter'), page.words],
          [t('desk:clock.promise'), speaker.moment(page.clocks.promise.dueAt)],
          [t('desk:print.issued'), `${nameOf(facts['by'])} · ${speaker.moment(String(facts['at'] ?? ''))}`],
        ]}
      />
      <h2>{t('desk:print.answer')}</h2>
      <div className="sheet-space" />
      <Signatures names={[t('desk:print.receivedBy'), t('desk:print.responsible')]} />
    </Sheet>
  )
}

/** 工单: the whole matter with its history, no reporter's name. */
function TicketSheet({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const speaker = useSpeaker()
  const rows = useMatterRows(page)
  return (
    <Sheet title={t('desk:sheet.ticket')} number={page.ticket.number}>
      <p className="sheet-text sheet-matter">{page.words ?? t('ticket:erased')}</p>
      <Facts
        rows={[
          ...rows,
          [t('desk:print.status'), t(`ticket:status.${page.ticket.status}`)],
          [t('desk:list.holder'), page.ticket.holder?.name],
          [t('desk:clock.promise'), speaker.moment(page.clocks.promise.dueAt)],
          [t('ticket:field.level'), t(`ticket:level.${page.ticket.level}`)],
          ...recordsOf(page, speaker)
            .filter(({ key }) => key !== 'dispatch')
            .map(
              ({ key, lines, words }) =>
                [t(`ticket:record.${key}`), [...lines, ...(words === undefined ? [] : [words])].join(' · ')] as const,
            ),
        ]}
      />
      <h2>{t('desk:detail.history')}</h2>
      <table className="sheet-history">
        <tbody>
          {page.timeline.map(entry => (
            <tr key={entry.sequence}>
              <td>{speaker.moment(entry.at)}</td>
              <td>
                {sentenceOf(entry, speaker)}
                {entry.words === undefined || entry.type === 'TicketReported' ? null : <p>{entry.words}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Signatures names={[t('desk:print.handledBy'), t('desk:print.checkedBy')]} />
    </Sheet>
  )
}

/** 吹哨报到签到表: who was called to the spot signs there. */
function SignatureSheet({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const speaker = useSpeaker()
  const rows = useMatterRows(page)
  const calls = (page.beside['calls'] ?? []) as readonly { units: readonly unknown[]; words?: unknown; at?: string }[]
  const units = [...new Set(calls.flatMap(call => call.units.map(nameOf)))]
  const words = calls.map(call => call.words).filter(each => typeof each === 'string')
  return (
    <Sheet title={t('desk:sheet.signatures')} number={page.ticket.number}>
      <Facts
        rows={[
          ...rows,
          [t('desk:print.matter'), page.words],
          [t('desk:print.called'), words.join(' ')],
          [t('desk:list.holder'), holderName(record(page, 'dispatch')['to'])],
          [t('desk:print.meetingAt'), speaker.moment(calls.at(-1)?.at ?? '')],
        ]}
      />
      <table className="sheet-grid">
        <thead>
          <tr>
            <th scope="col">{t('desk:print.unit')}</th>
            <th scope="col">{t('desk:entry.name')}</th>
            <th scope="col">{t('desk:print.arrived')}</th>
            <th scope="col">{t('desk:print.signature')}</th>
          </tr>
        </thead>
        <tbody>
          {[...units, '', '', ''].map((unit, at) => (
            <tr key={`${unit} ${units.length > at ? '' : at}`}>
              <td>{unit}</td>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('desk:print.agreed')}</h2>
      <div className="sheet-space" />
    </Sheet>
  )
}
