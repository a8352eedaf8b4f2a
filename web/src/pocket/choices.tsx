import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'

export type Choice<Value> = {
  readonly value: Value
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly end?: ReactNode
}

/** One of several, each a row for a thumb. */
export function Choices<Value extends string | number | boolean>({
  name,
  label,
  choices,
  value,
  onChange,
  row = false,
}: {
  name: string
  label: string
  choices: readonly Choice<Value>[]
  value: Value | undefined
  onChange: (value: Value) => void
  /** Short ones stand beside each other. */
  row?: boolean
}) {
  return (
    <fieldset className={row ? 'choices choices-row' : 'choices'}>
      <legend className="field-label">{label}</legend>
      <div className="choice-list">
        {choices.map(choice => (
          <label key={String(choice.value)} className="choice">
            <input
              type="radio"
              className="unseen"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <ChoiceFace choice={choice} chosen={choice.value === value} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Any of several. */
export function ManyChoices({
  label,
  choices,
  values,
  onChange,
}: {
  label: string
  choices: readonly Choice<string>[]
  values: readonly string[]
  onChange: (values: readonly string[]) => void
}) {
  return (
    <fieldset className="choices">
      <legend className="field-label">{label}</legend>
      <div className="choice-list">
        {choices.map(choice => {
          const chosen = values.includes(choice.value)
          return (
            <label key={choice.value} className="choice">
              <input
                type="checkbox"
                className="unseen"
                checked={chosen}
                onChange={() =>
                  onChange(chosen ? values.filter(each => each !== choice.value) : [...values, choice.value])
                }
              />
              <ChoiceFace choice={choice} chosen={chosen} />
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

function ChoiceFace({ choice, chosen }: { choice: Choice<unknown>; chosen: boolean }) {
  return (
    <span className="choice-face">
      <span className="row-words">
        <span>{choice.title}</span>
        {choice.text === undefined ? null : <span className="row-text">{choice.text}</span>}
      </span>
      {choice.end === undefined ? null : <span className="row-end soft">{choice.end}</span>}
      {chosen ? <Icon name="check" size={18} /> : null}
    </span>
  )
}
