import type { Division, Fault } from '@onegrid/domain/grid/division/division.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import { areaWords } from './plan.ts'

/** Faults beside the grids that they concern; "show it" brings the place into view. */
export function FaultList({
  faults,
  division,
  checking,
  mayEdit,
  show,
  repair,
}: {
  faults: readonly Fault[]
  division: Division
  checking: boolean
  mayEdit: boolean
  show(fault: Fault): void
  repair(fault: Fault): void
}) {
  const { t } = useWords()
  const names = new Map(division.grids.map(grid => [grid.key, grid.name]))
  if (faults.length === 0)
    return (
      <p className="plan-clear">
        <Icon name={checking ? 'clock' : 'check'} size={18} />
        {t(checking ? 'plan:faults.checking' : 'plan:faults.none')}
      </p>
    )
  return (
    <ul className="plan-faults" aria-label={t('plan:panel.faults')}>
      {faults.slice(0, shownAtMost).map(fault => (
        <li key={`${fault.rule} ${fault.keys.join(' ')} ${fault.at?.join(' ') ?? ''} ${fault.value ?? ''}`}>
          <Icon
            name={fault.severity === 'error' ? 'alert' : 'info'}
            size={18}
            label={t(`plan:faults.${fault.severity}`)}
          />
          <div>
            <strong>{t(`plan:rule.${fault.rule}`)}</strong>
            <p>
              {fault.keys.map(key => names.get(key) ?? key).join(' · ')}
              {fault.value === undefined ? null : ` · ${fault.value}`}
              {fault.squareMetres === undefined ? null : ` · ${areaWords(fault.squareMetres)}`}
            </p>
            <div className="plan-acts">
              <button type="button" className="button button-small" onClick={() => show(fault)}>
                {t('plan:faults.show')}
              </button>
              {mayEdit && fault.repair !== undefined ? (
                <button type="button" className="button button-small" onClick={() => repair(fault)}>
                  {t(`plan:repair.${fault.repair}`)}
                </button>
              ) : null}
            </div>
          </div>
        </li>
      ))}
      {faults.length > shownAtMost ? (
        <li className="soft">{t('plan:faults.more', { count: faults.length - shownAtMost })}</li>
      ) : null}
    </ul>
  )
}

/** The first ones are mended first; a thousand lines help nobody. */
const shownAtMost = 100
