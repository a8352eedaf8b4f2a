import { useWords } from '../words/words.ts'
import { Moment } from './moment.tsx'

export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6
const stepNumbers = [1, 2, 3, 4, 5, 6] as const

/** The six steps of the loop; a step that was passed shows when. `ended` means that all six are done. */
export function StepLine({
  step,
  ended = false,
  times = {},
  passedBy = [],
  upright = false,
}: {
  step: StepNumber
  ended?: boolean
  /** Instants at which a step was reached. */
  times?: Readonly<Partial<Record<StepNumber, string>>>
  /** Steps that it never came to, though it has ended. */
  passedBy?: readonly StepNumber[]
  /** One below the other: on a phone and on paper. */
  upright?: boolean
}) {
  const { t } = useWords()
  return (
    <ol className={upright ? 'steps steps-upright' : 'steps'} aria-label={t('app:step.label')}>
      {stepNumbers.map(number => {
        const passed = number < step || ended
        const state = passedBy.includes(number) ? 'skipped' : passed ? 'done' : number === step ? 'now' : 'ahead'
        const reached = times[number]
        return (
          <li key={number} className={`step step-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="step-mark" aria-hidden="true">
              {state === 'done' ? (
                <svg width="12" height="12" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                  <path d="M3 8.5 6.5 12 13 4.500" />
                </svg>
              ) : state === 'skipped' ? (
                '–'
              ) : (
                number
              )}
            </span>
            <span className="step-word">
              {t(`app:step.${number}`)}
              <span className="unseen"> {t(`app:step.${state}`)}</span>
            </span>
            {reached === undefined ? null : (
              <span className="step-time">
                <Moment at={reached} short />
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
