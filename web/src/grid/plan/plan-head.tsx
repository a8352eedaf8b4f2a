import type { PlanChangeBody, PlanStandWire, PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import { useState } from 'react'
import { Link } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { Icon } from '../../ui/icon.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import type { Editing } from './use-editing.ts'

/** Whose plan this is, what of it is saved, and the one next step. */
export function PlanHead({
  plan,
  editing,
  errors,
  mayManage,
  mayEdit,
  adopt,
  toFaults,
}: {
  plan: PlanWire
  editing: Editing
  errors: number
  mayManage: boolean
  mayEdit: boolean
  adopt(): void
  toFaults(): void
}) {
  const { t } = useWords()
  const { dirty, stale, save, keptHere } = editing
  const state = save.isPending ? 'saving' : !dirty ? 'saved' : keptHere ? 'keptHere' : 'notKept'
  const why = errors > 0 ? t('plan:adopt.mendFirst') : undefined
  return (
    <header className="plan-head">
      <div className="plan-title">
        <Link to="/plans" className="bar-button" aria-label={t('plan:list.back')}>
          <Icon name="left" />
        </Link>
        <PlanName plan={plan} version={editing.saved.version} mayEdit={mayEdit && !dirty} />
        <span className="tag">{t(`plan:state.${plan.state}`)}</span>
        {mayEdit ? (
          <span id="plan-saved" className="plan-saved soft" role="status">
            {t(`plan:saving.${state}`)}
          </span>
        ) : null}
      </div>
      <div className="plan-head-acts">
        <Link className="button" to={`/plans/${plan.planId}/compare`}>
          {t('plan:compare.open')}
        </Link>
        {mayEdit ? (
          <>
            <LayOut plan={plan} disabled={dirty} />
            {/* What was drawn on other grids cannot be adopted: the banner says the way out. */}
            {plan.outdated ? null : (
              <button
                type="button"
                className={dirty ? 'button' : 'button button-primary'}
                disabled={dirty}
                aria-disabled={dirty || errors > 0}
                aria-describedby={dirty ? 'plan-saved' : why === undefined ? undefined : 'plan-why'}
                onClick={() => (why === undefined ? adopt() : toFaults())}
              >
                {t('plan:adopt.open')}
              </button>
            )}
            <button
              type="button"
              className={dirty ? 'button button-primary' : 'button'}
              disabled={!dirty || stale || save.isPending}
              onClick={editing.saveNow}
            >
              {t('plan:save')}
            </button>
            {why === undefined || plan.outdated ? null : (
              <p id="plan-why" className="plan-why soft">
                {why}
              </p>
            )}
          </>
        ) : mayManage ? (
          <Link className="button" to={`/plans?copy=${plan.planId}`}>
            {t('plan:copy')}
          </Link>
        ) : null}
      </div>
    </header>
  )
}

/** Whoever leads or walks a grid is told and comments from the phone. */
function LayOut({ plan, disabled }: { plan: PlanWire; disabled: boolean }) {
  const { t } = useWords()
  const layOut = useIntention<undefined, PlanStandWire>(
    () => ({ method: 'POST', path: `/plans/${plan.planId}/lay-out`, body: {} }),
    {
      changes: ['grid'],
      onDone: () => toast({ text: t('plan:layOut.done') }),
      onRefused: problem => toast({ text: problem.message, kind: 'failed' }),
    },
  )
  return (
    <button
      type="button"
      className="button"
      disabled={disabled || layOut.isPending}
      aria-describedby={disabled ? 'plan-saved' : undefined}
      onClick={() => layOut.mutate(undefined)}
    >
      {t(plan.laidOutAt === undefined ? 'plan:layOut.open' : 'plan:layOut.again')}
    </button>
  )
}

function PlanName({ plan, version, mayEdit }: { plan: PlanWire; version: number; mayEdit: boolean }) {
  const { t } = useWords()
  const [typed, setTyped] = useState<string>()
  const rename = useIntention<PlanChangeBody, PlanStandWire>(
    body => ({ method: 'PUT', path: `/plans/${plan.planId}`, version: `"${version}"`, body }),
    {
      changes: ['grid'],
      onDone: () => setTyped(undefined),
      onRefused: problem => toast({ text: problem.message, kind: 'failed' }),
    },
  )
  const end = () => {
    const name = typed?.trim()
    if (name === undefined || name === '' || name === plan.name) setTyped(undefined)
    else rename.mutate({ name })
  }
  return (
    <>
      <h1 className="plan-name">{typed === undefined ? plan.name : null}</h1>
      {typed === undefined ? (
        mayEdit ? (
          <button
            type="button"
            className="bar-button"
            aria-label={t('plan:rename')}
            title={t('plan:rename')}
            onClick={() => setTyped(plan.name)}
          >
            <Icon name="edit" size={16} />
          </button>
        ) : null
      ) : (
        <input
          className="input plan-name-field"
          ref={field => field?.focus()}
          aria-label={t('plan:new.name')}
          value={typed}
          maxLength={60}
          onChange={event => setTyped(event.target.value)}
          onBlur={end}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) end()
            else if (event.key === 'Escape') setTyped(undefined)
          }}
        />
      )}
    </>
  )
}
