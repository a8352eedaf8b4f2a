import type { HandoverShape, LeaveShape } from '@onegrid/domain/team/posts-contract.ts'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Static } from 'typebox'
import { useIntention } from '../api/intention.ts'
import { usePages } from '../api/queries.ts'
import { Icon } from '../ui/icon.tsx'
import { Pager } from '../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { LeaveForm } from './leave-form.tsx'

type Leave = Static<typeof LeaveShape>
type Handover = Static<typeof HandoverShape>

/** Who stands in for whom, and what went over from whom to whom. */
export function LeavesTab() {
  const { t } = useWords()
  const [making, setMaking] = useState(false)
  return (
    <>
      <section className="admin-rows">
        <header className="team-part">
          <h2>{t('posts:leave.current')}</h2>
          <button type="button" className="button button-primary no-print" onClick={() => setMaking(true)}>
            {t('posts:leave.make')}
          </button>
        </header>
        <Leaves />
      </section>
      <section className="admin-rows">
        <h2>{t('posts:handover.title')}</h2>
        <Handovers />
      </section>
      {making ? <LeaveForm close={() => setMaking(false)} /> : null}
    </>
  )
}

function Leaves() {
  const { t } = useWords()
  const list = usePages<Leave>(['person', 'leaves'], '/leaves', { current: true }, 50)
  const back = useIntention<Leave, unknown>(
    leave => ({ method: 'POST', path: `/leaves/${leave.leaveId}/end`, body: {} }),
    {
      changes: ['person', 'account', 'ticket'],
      onDone: (_, leave) =>
        toast({
          text: say(leave.state === 'planned' ? 'posts:leave.withdrawn' : 'posts:leave.backAgain', {
            name: leave.personName ?? '',
          }),
        }),
      onRefused: problem => toast({ text: problem.message }),
    },
  )
  if (list.problem !== null && list.items.length === 0)
    return <ErrorState problem={list.problem} retry={() => void list.reload()} />
  if (list.pending) return <Skeleton rows={3} />
  if (list.items.length === 0)
    return <EmptyState icon="calendar" title={t('posts:leave.none')} text={t('posts:leave.noneText')} />
  return (
    <div className="admin-scroll">
      <table className="admin-table admin-lines">
        <thead>
          <tr>
            <th scope="col">{t('posts:leave.who')}</th>
            <th scope="col">{t('posts:leave.substitute')}</th>
            <th scope="col">{t('posts:leave.days')}</th>
            <th scope="col">{t('posts:leave.matters')}</th>
            <th scope="col">
              <span className="unseen">{t('posts:leave.back')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.items.map(leave => (
            <tr key={leave.leaveId}>
              <th scope="row">
                <Link to={`/people/${leave.personId}`}>{leave.personName ?? t('app:person.gone')}</Link>
              </th>
              <td data-label={t('posts:leave.substitute')}>
                <Link to={`/people/${leave.substituteId}`}>{leave.substituteName ?? t('app:person.gone')}</Link>
              </td>
              <td className="admin-line">
                {leave.from} – {leave.until} <span className="tag">{t(`posts:leave.state.${leave.state}`)}</span>
              </td>
              <td className="admin-line">
                {leave.handOver
                  ? t(leave.comeBack ? 'posts:leave.overAndBack' : 'posts:leave.overToStay')
                  : t('posts:leave.kept')}
              </td>
              <td className="team-end admin-line no-print">
                <button
                  type="button"
                  className="button button-small"
                  disabled={back.isPending}
                  onClick={() => back.mutate(leave)}
                >
                  {t(leave.state === 'planned' ? 'posts:leave.withdraw' : 'posts:leave.back')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager shown={list.items.length} hasMore={list.hasMore} loadingMore={list.loadingMore} loadMore={list.loadMore} />
    </div>
  )
}

function Handovers() {
  const { t } = useWords()
  const list = usePages<Handover>(['person', 'handovers'], '/handovers', {}, 20)
  if (list.problem !== null && list.items.length === 0)
    return <ErrorState problem={list.problem} retry={() => void list.reload()} />
  if (list.pending) return <Skeleton rows={3} />
  if (list.items.length === 0) return <p className="soft">{t('posts:handover.none')}</p>
  return (
    <div className="admin-scroll">
      <table className="admin-table admin-lines">
        <thead>
          <tr>
            <th scope="col">{t('posts:handover.day')}</th>
            <th scope="col">{t('posts:handover.from')}</th>
            <th scope="col">{t('posts:handover.to')}</th>
            <th scope="col">{t('posts:handover.why')}</th>
            <th scope="col">{t('posts:handover.count')}</th>
            <th scope="col">
              <span className="unseen">{t('posts:handover.print')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.items.map(each => (
            <tr key={each.handoverId}>
              <td className="admin-line">{each.dueDay}</td>
              <td data-label={t('posts:handover.from')}>{each.fromName ?? t('app:person.gone')}</td>
              <td data-label={t('posts:handover.to')}>{each.toName ?? t('app:person.gone')}</td>
              <td>{t(`posts:handover.reason.${each.why}`)}</td>
              <td>{each.doneAt === undefined ? t('posts:handover.waits') : each.count}</td>
              <td className="team-end admin-line no-print">
                <Link className="button button-small" to={`/print/handovers/${each.handoverId}`}>
                  <Icon name="print" size={16} />
                  {t('posts:handover.print')}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager shown={list.items.length} hasMore={list.hasMore} loadingMore={list.loadingMore} loadMore={list.loadMore} />
    </div>
  )
}
