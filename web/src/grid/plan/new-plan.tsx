import type { NewPlanBody, PlanStandWire, PlanSummaryWire } from '@onegrid/domain/grid/division/contract.ts'
import { Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { useWords } from '../../words/words.ts'
import { useToday } from './plan.ts'

const origins = ['today', 'empty', 'copy'] as const

/** From today's grids, from nothing, or from another plan. */
export function NewPlan({
  plans,
  copyOf,
  close,
}: {
  plans: readonly PlanSummaryWire[]
  copyOf?: string
  close(): void
}) {
  const { t } = useWords()
  const navigate = useNavigate()
  const today = useToday()
  const source = plans.find(plan => plan.planId === copyOf)
  const [origin, setOrigin] = useState<(typeof origins)[number]>(copyOf === undefined ? 'today' : 'copy')
  const [copied, setCopied] = useState(copyOf ?? plans[0]?.planId)
  const [name, setName] = useState<string>()
  const [asked, setAsked] = useState(false)
  const suggested =
    source === undefined
      ? t('plan:new.suggested', { year: today.slice(0, 4) })
      : t('plan:stale.copyName', { name: source.name }).slice(0, 60)
  const shown = name ?? suggested
  const create = useIntention<NewPlanBody, PlanStandWire>(body => ({ method: 'POST', path: '/plans', body }), {
    changes: ['grid'],
    onDone: ({ planId }) => {
      close()
      void navigate(`/plans/${planId}`)
    },
  })
  const nameFault = asked && shown.trim() === '' ? t('plan:new.nameMissing') : undefined
  return (
    <Modal open onCancel={close} footer={null} title={t('plan:new.open')} width={520}>
      <form
        className="admin-dialog"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (shown.trim() === '') return
          create.mutate({
            name: shown.trim(),
            origin,
            ...(origin === 'copy' && copied !== undefined ? { copyOf: copied } : {}),
          })
        }}
      >
        {create.error === null ? null : (
          <Banner kind="over">
            {create.error.message} {create.error.remedy}
          </Banner>
        )}
        <Labelled label={t('plan:new.name')} fault={nameFault}>
          {ties => (
            <input
              {...ties}
              className="input"
              value={shown}
              maxLength={60}
              onChange={event => setName(event.target.value)}
            />
          )}
        </Labelled>
        <fieldset className="plan-origins">
          <legend>{t('plan:new.origin')}</legend>
          {origins
            .filter(each => each !== 'copy' || plans.length > 0)
            .map(each => (
              <label key={each} className="plan-origin">
                <input type="radio" name="origin" checked={origin === each} onChange={() => setOrigin(each)} />
                <span>
                  <strong>{t(`plan:origin.${each}`)}</strong>
                  <span className="soft">{t(`plan:new.about.${each}`)}</span>
                </span>
              </label>
            ))}
        </fieldset>
        {origin === 'copy' ? (
          <Labelled label={t('plan:new.copyOf')}>
            {ties => (
              <select {...ties} className="input" value={copied} onChange={event => setCopied(event.target.value)}>
                {plans.map(plan => (
                  <option key={plan.planId} value={plan.planId}>
                    {plan.name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        ) : null}
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app:action.cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={create.isPending}>
            {t('plan:new.act')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
