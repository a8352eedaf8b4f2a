import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { useGet } from '../../api/queries.ts'
import { AdminPage, Banner } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useNow } from '../../ui/moment.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Opened, Unsaved, useOpened, useSaysChanged } from '../../ui/unsaved.tsx'
import { useWords } from '../../words/words.ts'
import './calendar.css'
import { Hours, type Part } from './calendar-hours.tsx'
import { CalendarList } from './calendar-list.tsx'
import { type Days, YearGrid } from './calendar-year.tsx'
import type { ListedDay } from './day-list.ts'

export type CalendarYear = {
  readonly year: number
  readonly version: number
  readonly hours: readonly Part[]
  readonly provisional: boolean
  readonly decreed: boolean
  readonly days: readonly {
    readonly day: string
    readonly kind: 'off' | 'work'
    readonly name: string
    readonly source: 'legal' | 'host' | 'town'
  }[]
}

export function CalendarScreen() {
  const { year: asked } = useParams<'year'>()
  const now = new Date(useNow())
  const year = /^20\d\d$/.test(asked ?? '') ? Number(asked) : now.getUTCFullYear()
  return <OneYear key={year} year={year} />
}

function OneYear({ year }: { year: number }) {
  const calendar = useGet<CalendarYear>(['calendar', 'year'], '/calendar', { year })
  const known = calendar.data?.year === year ? calendar.data : undefined
  if (known === undefined)
    return calendar.error === null ? (
      <Skeleton kind="page" />
    ) : (
      <ErrorState problem={calendar.error} retry={() => void calendar.refetch()} />
    )
  return <OneCalendar newest={known} reload={() => void calendar.refetch()} />
}

function OneCalendar({ newest, reload }: { newest: CalendarYear; reload(): void }) {
  const { opened, ...hands } = useOpened(newest)
  return <Edited key={opened.version} calendar={opened} hands={hands} reload={reload} />
}

type Change = {
  readonly version: number
  readonly days: readonly ListedDay[]
  readonly hours: readonly Part[]
  readonly decreed: boolean
}

function Edited({ calendar, hands, reload }: { calendar: CalendarYear; hands: Opened; reload(): void }) {
  const { t } = useWords()
  const title = t('catalogue:calendar.title')
  const { year } = calendar
  const ownDays = new Map(
    calendar.days
      .filter(each => each.source === 'town')
      .map(({ day, kind, name }) => [day, { day, kind, note: name }] as const),
  )
  const [own, setOwn] = useState<ReadonlyMap<string, ListedDay>>(ownDays)
  const [hours, setHours] = useState(calendar.hours)
  const [decreed, setDecreed] = useState(calendar.decreed)
  const changed =
    JSON.stringify([[...own.values()].sort(byDay), hours, decreed]) !==
    JSON.stringify([[...ownDays.values()].sort(byDay), calendar.hours, calendar.decreed])
  const given: Days = new Map(
    calendar.days.filter(each => each.source !== 'town').map(each => [each.day, each] as const),
  )
  const shown: Days = new Map([
    ...given,
    ...[...own.values()].map(
      ({ day, kind, note }) =>
        [day, { day, kind, name: note === '' ? (given.get(day)?.name ?? '') : note, source: 'town' }] as const,
    ),
  ])
  const save = useIntention<Change, { readonly version: number }>(
    ({ version, ...body }) => ({ method: 'PUT', path: `/calendar/${year}`, version: `"${version}"`, body }),
    {
      changes: ['calendar', 'ticket'],
      onDone: () => {
        hands.takeNewest()
        toast({ text: t('catalogue:calendar.saved', { year }) })
      },
    },
  )
  const change = (day: string, kind: 'off' | 'work' | undefined, note = '') => {
    const next = new Map(own)
    if (kind === undefined) next.delete(day)
    else next.set(day, { day, kind, note })
    setOwn(next)
  }
  const stale = save.error?.status === 412 || (hands.newer && !save.isPending)
  useSaysChanged(hands, changed)
  return (
    <AdminPage
      title={title}
      about={t('catalogue:calendar.about')}
      actions={
        <>
          <nav className="calendar-years" aria-label={title}>
            <Link className="bar-button" to={`/calendar/${year - 1}`} aria-label={t('catalogue:calendar.previous')}>
              <Icon name="left" size={18} />
            </Link>
            <strong>{t('catalogue:calendar.year', { year })}</strong>
            <Link className="bar-button" to={`/calendar/${year + 1}`} aria-label={t('catalogue:calendar.next')}>
              <Icon name="right" size={18} />
            </Link>
          </nav>
          {changed ? (
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                setOwn(ownDays)
                setHours(calendar.hours)
                setDecreed(calendar.decreed)
              }}
            >
              {t('catalogue:calendar.discard')}
            </button>
          ) : null}
          <button
            type="button"
            className="button button-primary"
            disabled={!changed || save.isPending}
            onClick={() =>
              save.mutate({ version: calendar.version, days: [...own.values()].sort(byDay), hours, decreed })
            }
          >
            {t('catalogue:calendar.save', { year })}
          </button>
        </>
      }
    >
      {calendar.provisional ? <Banner kind="due">{t('catalogue:calendar.provisional', { year })}</Banner> : null}
      <Unsaved when={changed && !save.isSuccess} />
      {save.error === null && !stale ? null : (
        <Banner
          kind="over"
          actions={
            stale ? (
              <button
                type="button"
                className="button"
                onClick={() => {
                  hands.takeNewest()
                  reload()
                }}
              >
                {t('catalogue:calendar.loadNewest')}
              </button>
            ) : null
          }
        >
          {stale ? t('catalogue:calendar.stale') : save.error?.message}
        </Banner>
      )}
      <div className="calendar">
        <div className="admin-rows">
          <YearGrid year={year} days={shown} given={given} own={own} change={change} />
        </div>
        <aside className="calendar-side">
          <CalendarList
            year={year}
            days={shown}
            decreed={decreed}
            setDecreed={setDecreed}
            take={taken => setOwn(new Map([...own, ...taken.map(each => [each.day, each] as const)]))}
          />
          <Hours hours={hours} change={setHours} />
        </aside>
      </div>
    </AdminPage>
  )
}

function byDay(one: ListedDay, other: ListedDay): number {
  return one.day < other.day ? -1 : 1
}
