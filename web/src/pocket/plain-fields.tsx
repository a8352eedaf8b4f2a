import { useContext } from 'react'
import { TownZone } from '../ui/moment.tsx'
import { useWords } from '../words/words.ts'
import { instantOfWallTime, wallTimeOf } from './wall-time.ts'

/** Fields that know nothing of tickets: a text, a line, a number, a moment. */
export type Simple<Value> = { readonly label: string; readonly value: Value; readonly onChange: (value: Value) => void }

export function TextField({
  label,
  rows,
  most,
  value,
  hint,
  onChange,
}: {
  label: string
  rows: number
  most: number
  value: unknown
  hint?: string
  onChange: (words: string) => void
}) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <textarea
        className="input text-area"
        rows={rows}
        maxLength={most}
        value={typeof value === 'string' ? value : ''}
        placeholder={hint}
        onChange={event => onChange(event.target.value)}
      />
    </label>
  )
}

export function LineField({ label, most, value, onChange }: { most: number } & Simple<unknown>) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input
        className="input"
        maxLength={most}
        value={typeof value === 'string' ? value : ''}
        onChange={event => onChange(event.target.value)}
      />
    </label>
  )
}

export function CountField({ label, from, to, value, onChange }: { from: number; to: number } & Simple<number>) {
  const { t } = useWords()
  return (
    <fieldset className="field bare" aria-label={label}>
      <span className="field-label">{label}</span>
      <div className="counter">
        <button
          type="button"
          className="button"
          aria-label={t('pocket:form.fewer')}
          disabled={value <= from}
          onClick={() => onChange(value - 1)}
        >
          −
        </button>
        <output className="counter-value">{value}</output>
        <button
          type="button"
          className="button"
          aria-label={t('pocket:form.oneMore')}
          disabled={value >= to}
          onClick={() => onChange(value + 1)}
        >
          +
        </button>
      </div>
    </fieldset>
  )
}

export function InstantField({ label, value, onChange }: Simple<string | undefined>) {
  const zone = useContext(TownZone)
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input
        className="input"
        type="datetime-local"
        value={value === undefined ? '' : wallTimeOf(value, zone)}
        onChange={event => onChange(instantOfWallTime(event.target.value, zone))}
      />
    </label>
  )
}
