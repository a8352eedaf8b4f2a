import { levels } from '@onegrid/domain/ticket/ticket.ts'
import { useWords } from '../../words/words.ts'
import { DurationField, NumberField, Part, useEditing } from './editing.tsx'

const steps = ['assess', 'dispatch', 'handle'] as const
const single = ['ordinary', 'acknowledge', 'contact', 'verify', 'callBack', 'order', 'urgeAgain'] as const

/** The promise and the holding limits beside it; each level climbs by the clock when its own is over. */
export function LimitsTab() {
  const { t } = useWords()
  const { draft, set } = useEditing()
  const ours = draft.limits.dayBeforeForeign ?? true
  return (
    <div className="catalogue-form catalogue-wide">
      <Part title={t('catalogue:limits.single')} about={t('catalogue:limits.singleAbout')}>
        <div className="admin-pair">
          {single.map(name => (
            <DurationField
              key={name}
              pointer={`/limits/${name}`}
              label={t(`catalogue:part.${name}`)}
              hint={t(`catalogue:limitHint.${name}`)}
            />
          ))}
          <NumberField
            pointer="/limits/ratingDays"
            label={t('catalogue:part.ratingDays')}
            hint={t('catalogue:limitHint.ratingDays')}
            unit={t('catalogue:unit.days')}
          />
        </div>
        <ForeignDay checked={ours} change={checked => set('/limits/dayBeforeForeign', checked ? undefined : false)} />
      </Part>
      {steps.map(step => (
        <Part key={step} title={t(`catalogue:part.${step}`)} about={t('catalogue:limits.levelAbout')}>
          <div className="admin-pair">
            {levels.map(level => (
              <DurationField key={level} pointer={`/limits/${step}/${level}`} label={t(`ticket:level.${level}`)} />
            ))}
          </div>
        </Part>
      ))}
    </div>
  )
}

/** Absent means yes: the field is written only where the town says no. */
function ForeignDay({ checked, change }: { checked: boolean; change(checked: boolean): void }) {
  const { t } = useWords()
  return (
    <span className="check-line">
      <input
        id="day-before-foreign"
        type="checkbox"
        checked={checked}
        onChange={event => change(event.target.checked)}
      />
      <label htmlFor="day-before-foreign">{t('catalogue:part.dayBeforeForeign')}</label>
    </span>
  )
}
