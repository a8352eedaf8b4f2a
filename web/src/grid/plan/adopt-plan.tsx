import type { AdoptBody, ComparisonWire, PlanStandWire, PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import { Modal } from 'antd'
import { useState } from 'react'
import { useIntention } from '../../api/intention.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { dayAfter, dayWords, useComparison, useIsFirstDivision, useToday } from './plan.ts'
import { WhoGoesWhere } from './who-goes-where.tsx'

/** The day, what will happen then in words, and the figures once more before the button. */
export function AdoptPlan({ plan, close }: { plan: PlanWire; close(): void }) {
  const { t, language } = useWords()
  const today = useToday()
  const first = useIsFirstDivision()
  const [chosen, setDay] = useState<string>()
  const [heirs, setHeirs] = useState<ReadonlyMap<string, string>>(new Map())
  const day = chosen ?? (first ? today : dayAfter(today))
  // The posts that end are worked out anew with every choice; until they are, nobody decides on the old list.
  const comparison = useComparison(
    plan.planId,
    true,
    heirList(heirs).map(({ gridId, key }) => `${gridId}:${key}`),
  )
  const adopt = useIntention<AdoptBody, PlanStandWire>(
    body => ({ method: 'POST', path: `/plans/${plan.planId}/adopt`, body }),
    {
      changes: ['grid', 'ticket', 'person'],
      onDone: (_, { effectiveOn }) => {
        toast({ text: t('plan:adopt.done', { name: plan.name, day: dayWords(effectiveOn, language) }) })
        close()
      },
    },
  )
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= today
  const when = valid ? dayWords(day, language) : ''
  return (
    <Modal open onCancel={close} footer={null} title={t('plan:adopt.title', { name: plan.name })} width={560}>
      <form
        className="admin-dialog"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (valid) adopt.mutate({ effectiveOn: day, ...(heirs.size === 0 ? {} : { heirs: heirList(heirs) }) })
        }}
      >
        {adopt.error === null ? null : (
          <Banner kind="over">
            {adopt.error.message} {adopt.error.remedy}
          </Banner>
        )}
        <Labelled
          label={t('plan:adopt.day')}
          hint={t('plan:adopt.dayHint')}
          fault={valid ? undefined : t('plan:adopt.dayFault')}
        >
          {ties => (
            <input
              {...ties}
              className="input plan-day"
              type="date"
              value={day}
              min={today}
              max="2099-12-31"
              onChange={event => setDay(event.target.value)}
            />
          )}
        </Labelled>
        {comparison.data === undefined ? (
          comparison.error === null ? (
            <Skeleton rows={3} />
          ) : (
            <Banner kind="over">{comparison.error.message}</Banner>
          )
        ) : (
          <>
            <Effects comparison={comparison.data} plan={plan} isToday={day === today} />
            <WhoGoesWhere
              comparison={comparison.data}
              heirs={heirs}
              choose={(gridId, key) => setHeirs(new Map(heirs).set(gridId, key))}
            />
          </>
        )}
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app:action.cancel')}
          </button>
          <button
            type="submit"
            className="button button-primary"
            disabled={
              !valid ||
              adopt.isPending ||
              comparison.data === undefined ||
              comparison.isPlaceholderData ||
              first === undefined
            }
          >
            {when === '' || first === undefined ? t('plan:adopt.open') : t('plan:adopt.act', { day: when })}
          </button>
        </div>
      </form>
    </Modal>
  )
}

function Effects({ comparison, plan, isToday }: { comparison: ComparisonWire; plan: PlanWire; isToday: boolean }) {
  const { t } = useWords()
  const count = (change: ComparisonWire['items'][number]['change']) =>
    comparison.items.filter(item => item.change === change).length
  const facts = [
    t('plan:adopt.after', { medium: plan.counts.medium, small: plan.counts.small }),
    t('plan:adopt.changes', { begins: count('begins'), ends: count('ends'), border: count('border') }),
    t('plan:adopt.tickets', { count: comparison.movingTickets }),
    t('plan:adopt.posts'),
    t('plan:adopt.codes'),
    ...(plan.counts.undrawn === 0 ? [] : [t('plan:adopt.undrawn', { count: plan.counts.undrawn })]),
    t(isToday ? 'plan:adopt.atOnce' : 'plan:adopt.untilThen'),
  ]
  return (
    <section className="plan-effects" aria-label={t('plan:adopt.effects')}>
      <h2>{t('plan:adopt.effects')}</h2>
      <ul>
        {facts.map(fact => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </section>
  )
}

function heirList(heirs: ReadonlyMap<string, string>): NonNullable<AdoptBody['heirs']> {
  return [...heirs].map(([gridId, key]) => ({ gridId, key }))
}
