import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { Link } from 'react-router'
import { useMe } from '../account/me.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/words.ts'
import { mayReveal } from './posts.ts'

/** Who said it and who has it, each with the way to call. Numbers stay masked until somebody says why he needs one. */
export function People({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const me = useMe()
  const { reporter, ticket, actions } = page
  const { holder } = ticket
  const mayCallReporter = actions.includes('revealReporter') && (reporter.phone !== undefined || !reporter.anonymous)
  const patrol = ticket.source === 'patrol' || ticket.source === 'department_check'
  const name =
    reporter.name ??
    t(patrol ? 'pocket:people.finder' : reporter.anonymous ? 'pocket:people.anonymous' : 'pocket:people.resident')
  const mine = holder?.kind === 'person' && holder.id === me.personId
  return (
    <section className="ticket-part people">
      <PersonRow
        title={t('pocket:people.reporter')}
        name={name}
        text={[
          reporter.phone,
          reporter.onBehalfOf === true ? t('pocket:people.onBehalf') : undefined,
          reporter.forAnother === true ? t('pocket:people.forAnother') : undefined,
          reporter.passWithoutName ? t('pocket:people.withoutName') : undefined,
          reporter.more > 0 ? t('pocket:people.more', { count: reporter.more }) : undefined,
        ]}
        {...(mayCallReporter
          ? { call: `/ticket/${ticket.number}/call/reporter`, label: t('pocket:people.callReporter') }
          : {})}
      />
      <PersonRow
        title={t('pocket:people.holder')}
        name={holder === undefined ? t('pocket:people.nobody') : mine ? t('pocket:people.me') : holder.name}
        text={[
          holder?.assisting === undefined || holder.assisting.length === 0
            ? undefined
            : t('ticket:note.assisting', { names: holder.assisting.map(unit => unit.name).join('、') }),
        ]}
        {...(holder !== undefined && !mine && mayReveal(me)
          ? {
              call: `/ticket/${ticket.number}/call/holder`,
              label: t('pocket:people.callHolder', { name: holder.name }),
            }
          : {})}
      />
      {ticket.confidentiality === 'cadre' ? null : (
        <Link to={`/ticket/${ticket.number}/contacts`} className="button">
          <Icon name="phone" size={18} />
          {t('team:contacts.title')}
        </Link>
      )}
    </section>
  )
}

function PersonRow({
  title,
  name,
  text,
  call,
  label,
}: {
  title: string
  name: string
  text: readonly (string | undefined)[]
  call?: string
  label?: string
}) {
  const said = text.filter(each => each !== undefined)
  return (
    <div className="person-row">
      <span className="row-words">
        <span className="part-title">{title}</span>
        <span className="row-title">{name}</span>
        {said.length === 0 ? null : <span className="row-text">{said.join(' · ')}</span>}
      </span>
      {call === undefined ? null : (
        <Link to={call} className="call-button" aria-label={label}>
          <Icon name="phone" size={22} />
        </Link>
      )}
    </div>
  )
}
