import type { SwapWire } from '@onegrid/domain/team/emergency/contract.ts'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useMe } from '../account/me.ts'
import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { AdminPage } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/moment.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { DutyDay } from './duty-day.tsx'
import { useSwaps } from './emergency/emergency.ts'
import { type Duty, type DutyEntry, daysOfMonth, goOn, otherMonth, weekdayOf } from './roster-month.ts'
import './roster.css'
import { useToday } from './team.ts'

type Range = { readonly from: string; readonly until: string; readonly entries: readonly DutyEntry[] }

/** 值班表: whom the clock calls at night, a month on a page. */
export function RosterScreen() {
  const today = useToday()
  const { month = today.slice(0, 7) } = useParams<'month'>()
  const days = daysOfMonth(/^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : today.slice(0, 7))
  const from = days[0]!
  const until = days.at(-1)!
  const roster = useGet<{ readonly items: readonly Duty[] }>(['duty', 'roster'], '/roster', { from, until })
  if (roster.data === undefined)
    return roster.error === null ? (
      <Skeleton kind="page" />
    ) : (
      <ErrorState problem={roster.error} retry={() => void roster.refetch()} />
    )
  return <Month key={from} days={days} duties={roster.data.items} today={today} />
}

function Month({ days, duties, today }: { days: readonly string[]; duties: readonly Duty[]; today: string }) {
  const { t } = useWords()
  const { town } = useMe()
  const [edited, setEdited] = useState<string | undefined>(undefined)
  const month = days[0]!.slice(0, 7)
  const swaps = useSwaps({ from: days[0]!, until: days.at(-1)! }).data?.items ?? []
  const onDay = (day: string) => duties.filter(duty => duty.day === day)
  const put = useIntention<Range & { readonly words: string; readonly before?: Range }, unknown>(
    ({ words: _words, before: _before, ...body }) => ({ method: 'PUT', path: '/roster', body }),
    {
      changes: ['duty'],
      onDone: (_, { words, before }) =>
        toast({
          text: words,
          ...(before === undefined ? {} : { undo: () => put.mutate({ ...before, words: t('team:roster.undone') }) }),
        }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  const change = (from: string, until: string, entries: readonly DutyEntry[], words: string) => {
    const before = duties
      .filter(duty => duty.day >= from && duty.day <= until)
      .map(({ day, personId, startsAt, endsAt }) => ({ day, personId, startsAt, endsAt }))
    put.mutate({ from, until, entries, words, before: { from, until, entries: before } })
  }
  const rest = goOn(days, new Map(days.map(day => [day, onDay(day).map(duty => duty.personId)])))
  const missing = days.filter(day => day >= today && onDay(day).length === 0).length
  return (
    <AdminPage
      title={t('team:roster.title', { town: town.name, month })}
      about={t('team:roster.about')}
      actions={
        <>
          <nav className="roster-months" aria-label={t('team:roster.months')}>
            <Link className="bar-button" to={`/roster/${otherMonth(month, -1)}`} aria-label={t('team:roster.previous')}>
              <Icon name="left" size={18} />
            </Link>
            <strong>{month}</strong>
            <Link className="bar-button" to={`/roster/${otherMonth(month, 1)}`} aria-label={t('team:roster.next')}>
              <Icon name="right" size={18} />
            </Link>
          </nav>
          {rest.length === 0 ? null : (
            <button
              type="button"
              className="button"
              disabled={put.isPending}
              onClick={() => change(rest[0]!.day, days.at(-1)!, rest, t('team:roster.filled', { count: rest.length }))}
            >
              {t('team:roster.goOn', { count: rest.length })}
            </button>
          )}
          <button type="button" className="button" onClick={() => window.print()}>
            <Icon name="print" size={18} />
            {t('app:action.print')}
          </button>
        </>
      }
    >
      {missing === 0 ? null : <p className="roster-missing">{t('team:roster.missing', { count: missing })}</p>}
      <div className="roster-weekdays" aria-hidden="true">
        {[1, 2, 3, 4, 5, 6, 7].map(weekday => (
          <span key={weekday}>{t(`team:weekday.${weekday}`)}</span>
        ))}
      </div>
      <ol className="roster" aria-label={t('team:roster.title', { town: town.name, month })}>
        {days.map((day, at) => (
          <li
            key={day}
            className="roster-day"
            style={at === 0 ? { gridColumnStart: weekdayOf(day) } : undefined}
            data-today={day === today || undefined}
            data-weekend={weekdayOf(day) > 5 || undefined}
          >
            <button type="button" onClick={() => setEdited(day)}>
              <span className="roster-number">
                {Number(day.slice(8))}
                {day === today ? <span className="tag">{t('team:roster.today')}</span> : null}
              </span>
              <span className="unseen">{day}</span>
              {onDay(day).map(duty => (
                <span key={duty.personId} className="roster-name">
                  {duty.personName ?? t('app:person.gone')}
                </span>
              ))}
              {swaps
                .filter(swap => swap.day === day || swap.otherDay === day)
                .map(swap => (
                  <span key={swap.swapId} className="tag roster-swap">
                    {t(swap.agreedAt === undefined ? 'team:roster.swapAsked' : 'team:roster.swapped')}
                  </span>
                ))}
              {onDay(day).length === 0 ? <span className="faint">{t('team:roster.nobody')}</span> : null}
            </button>
          </li>
        ))}
      </ol>
      <Swaps swaps={swaps} />
      {edited === undefined ? null : (
        <DutyDay
          key={edited}
          day={edited}
          duties={onDay(edited)}
          close={() => setEdited(undefined)}
          save={entries => {
            change(edited, edited, entries, t('team:roster.saved', { day: edited }))
            setEdited(undefined)
          }}
        />
      )}
    </AdminPage>
  )
}

/** Two colleagues agree between them; who keeps the roster reads it here and has nothing to do. */
function Swaps({ swaps }: { swaps: readonly SwapWire[] }) {
  const { t } = useWords()
  if (swaps.length === 0) return null
  return (
    <section className="admin-rows" aria-labelledby="roster-swaps">
      <h2 id="roster-swaps">{t('team:roster.swaps')}</h2>
      <ul className="roster-entries">
        {swaps.map(swap => (
          <li key={swap.swapId}>
            <span>
              {t(swap.otherDay === undefined ? 'emergency:swap.over' : 'emergency:swap.for', {
                person: swap.personName ?? t('app:person.gone'),
                other: swap.withPersonName ?? t('app:person.gone'),
                day: swap.day,
                otherDay: swap.otherDay ?? '',
              })}
            </span>
            <span className="soft">
              {swap.agreedAt === undefined ? (
                t('team:roster.swapWaits')
              ) : (
                <>
                  {t('team:roster.swapAgreed')} <Moment at={swap.agreedAt} short />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
