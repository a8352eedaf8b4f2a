import type { SwapWire } from '@onegrid/domain/team/emergency/contract.ts'
import { useState } from 'react'
import { useMe } from '../account/me.ts'
import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { useSwaps } from '../team/emergency/emergency.ts'
import type { Duty } from '../team/roster-month.ts'
import { useToday } from '../team/team.ts'
import { Labelled } from '../ui/admin-page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { dayOfWeekWords } from '../ui/time-words.ts'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { Page } from './page.tsx'
import '../team/emergency/emergency.css'

/** Two months of the roster: what of it is mine, and with whom I can swap. */
const daysAhead = 60

export function DutyPage() {
  const { t } = useWords()
  const me = useMe()
  const today = useToday()
  const until = new Date(Date.parse(`${today}T00:00:00.000Z`) + daysAhead * 86_400_000).toISOString().slice(0, 10)
  const roster = useGet<{ readonly items: readonly Duty[] }>(['duty', 'roster'], '/roster', { from: today, until })
  const swaps = useSwaps()
  const duties = roster.data?.items ?? []
  const mine = duties.filter(duty => duty.personId === me.personId)
  const waiting = (swaps.data?.items ?? []).filter(swap => [swap.personId, swap.withPersonId].includes(me.personId))
  const problem = roster.error ?? swaps.error
  const reload = async () => void (await Promise.all([roster.refetch(), swaps.refetch()]))
  return (
    <Page title={t('emergency:swap.title')} back refresh={reload}>
      {problem !== null ? (
        <ErrorState problem={problem} retry={() => void reload()} />
      ) : roster.data === undefined || swaps.data === undefined ? (
        <Skeleton />
      ) : (
        <>
          {waiting.length === 0 ? null : (
            <section className="matter-group">
              <h2 className="matter-heading">{t('emergency:swap.waiting')}</h2>
              {waiting.map(swap => (
                <Waiting key={swap.swapId} swap={swap} asked={swap.withPersonId === me.personId} />
              ))}
            </section>
          )}
          {mine.length === 0 ? (
            <EmptyState icon="clock" title={t('emergency:swap.none')} text={t('emergency:swap.noneText')} />
          ) : (
            <section className="matter-group">
              <h2 className="matter-heading">{t('emergency:swap.mine')}</h2>
              {mine.map(duty => (
                <Mine key={duty.day} day={duty.day} duties={duties} me={me.personId} />
              ))}
            </section>
          )}
        </>
      )}
    </Page>
  )
}

function Mine({ day, duties, me }: { day: string; duties: readonly Duty[]; me: string }) {
  const { t, language } = useWords()
  const [open, setOpen] = useState(false)
  const [person, setPerson] = useState('')
  const [otherDay, setOtherDay] = useState('')
  const others = duties.filter(duty => duty.personId !== me)
  const reached = others.filter(duty => duty.hasAccount)
  const colleagues = [...new Map(reached.map(duty => [duty.personId, duty.personName ?? t('app:person.gone')]))]
  const ask = useIntention<object, unknown>(body => ({ method: 'POST', path: '/duty-swaps', body }), {
    changes: ['duty'],
    onDone: () => {
      toast({ text: say('emergency:swap.sent', { name: new Map(colleagues).get(person) ?? '' }) })
      setOpen(false)
    },
  })
  const theirs = others.filter(duty => duty.personId === person).map(duty => duty.day)
  return (
    <div className="row">
      <span className="row-words">
        <span className="row-title">{dayOfWeekWords(day, language)}</span>
        {open ? (
          <form
            className="swap-form"
            onSubmit={event => {
              event.preventDefault()
              if (person !== '') ask.mutate({ day, withPersonId: person, ...(otherDay === '' ? {} : { otherDay }) })
            }}
          >
            <Labelled
              label={t('emergency:swap.askFor', { day: dayOfWeekWords(day, language) })}
              hint={reached.length === others.length ? undefined : t('emergency:swap.askForHint')}
              fault={ask.error === null ? undefined : ask.error.message}
            >
              {ties => (
                <select
                  {...ties}
                  className="input"
                  value={person}
                  onChange={event => {
                    setPerson(event.target.value)
                    setOtherDay('')
                  }}
                >
                  <option value="">{t('emergency:swap.choose')}</option>
                  {colleagues.map(([personId, name]) => (
                    <option key={personId} value={personId}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <Labelled label={t('emergency:swap.otherDay')} hint={t('emergency:swap.otherDayHint')}>
              {ties => (
                <select
                  {...ties}
                  className="input"
                  value={otherDay}
                  onChange={event => setOtherDay(event.target.value)}
                >
                  <option value="">—</option>
                  {theirs.map(each => (
                    <option key={each} value={each}>
                      {dayOfWeekWords(each, language)}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <button
              type="submit"
              className="button button-primary button-large"
              disabled={person === '' || ask.isPending}
            >
              {t('emergency:swap.send')}
            </button>
          </form>
        ) : null}
      </span>
      {open ? null : (
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {t('emergency:swap.ask')}
        </button>
      )}
    </div>
  )
}

function Waiting({ swap, asked }: { swap: SwapWire; asked: boolean }) {
  const { t, language } = useWords()
  const names = {
    person: swap.personName ?? t('app:person.gone'),
    other: swap.withPersonName ?? t('app:person.gone'),
    day: dayOfWeekWords(swap.day, language),
    otherDay: swap.otherDay === undefined ? '' : dayOfWeekWords(swap.otherDay, language),
  }
  const answer = useIntention<boolean, unknown>(
    accept => ({ method: 'POST', path: `/duty-swaps/${swap.swapId}/answer`, body: { accept } }),
    {
      changes: ['duty'],
      onDone: (_, accept) => toast({ text: t(accept ? 'emergency:swap.done' : 'emergency:swap.ended') }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  return (
    <div className="row">
      <span className="row-words">
        <span className="row-title">
          {t(swap.otherDay === undefined ? 'emergency:swap.over' : 'emergency:swap.for', names)}
        </span>
      </span>
      <span className="swap-acts">
        {asked ? (
          <button
            type="button"
            className="button button-primary"
            disabled={answer.isPending}
            onClick={() => answer.mutate(true)}
          >
            {t('emergency:swap.yes')}
          </button>
        ) : null}
        <button type="button" className="button" disabled={answer.isPending} onClick={() => answer.mutate(false)}>
          {t(asked ? 'emergency:swap.no' : 'emergency:swap.withdraw')}
        </button>
      </span>
    </div>
  )
}
