import type { Duration } from '@onegrid/domain/kernel/time.ts'
import type { Catalogue, Named } from '@onegrid/domain/ticket/catalogue.ts'
import { createContext, type ReactNode, useContext } from 'react'
import { Labelled } from '../../ui/admin-page.tsx'
import { useWords } from '../../words/words.ts'
import { type Plain, valueAt } from './document.ts'

export type Editing = {
  readonly draft: Catalogue
  /** The version in force: what stands in it can be retired, never removed. */
  readonly current: Catalogue
  /** Words of the fault that the last check found there. */
  faultAt(pointer: string): string | undefined
  set(pointer: string, value: Plain): void
  change(next: Catalogue): void
}

export const EditingContext = createContext<Editing | undefined>(undefined)

export function useEditing(): Editing {
  const editing = useContext(EditingContext)
  if (editing === undefined) throw new Error('useEditing outside of the catalogue editor')
  return editing
}

/** Where a fault's line in the summary leads to. */
export function fieldId(pointer: string): string {
  return `at${pointer.replaceAll('/', '-')}`
}

type Bound = { readonly pointer: string; readonly label: string; readonly hint?: string | undefined }

/** Both languages side by side; residents may read either. */
export function NamedField({ pointer, label, hint, long = false }: Bound & { long?: boolean }) {
  const { t } = useWords()
  return (
    <div className="admin-pair">
      <TextField
        pointer={`${pointer}/zh`}
        label={t('catalogue:field.inChinese', { field: label })}
        hint={hint}
        long={long}
        lang="zh-CN"
      />
      <TextField
        pointer={`${pointer}/en`}
        label={t('catalogue:field.inEnglish', { field: label })}
        long={long}
        lang="en"
      />
    </div>
  )
}

export function TextField({
  pointer,
  label,
  hint,
  long = false,
  lang,
  optional = false,
}: Bound & { long?: boolean; lang?: string; optional?: boolean }) {
  const { draft, set, faultAt } = useEditing()
  const value = valueAt(draft as Plain, pointer)
  const own = {
    className: 'input',
    value: typeof value === 'string' ? value : '',
    lang,
    maxLength: 300,
    onChange: (event: { target: { value: string } }) =>
      set(pointer, optional && event.target.value === '' ? undefined : event.target.value),
  }
  return (
    <Labelled id={fieldId(pointer)} label={label} hint={hint} fault={faultAt(pointer)}>
      {ties => (long ? <textarea rows={2} {...ties} {...own} /> : <input {...ties} {...own} />)}
    </Labelled>
  )
}

/** A number that a hand has emptied is 0 until it is filled in again; the check names it. */
export function NumberField({ pointer, label, hint, unit }: Bound & { unit?: string }) {
  const { draft, set, faultAt } = useEditing()
  const value = valueAt(draft as Plain, pointer)
  return (
    <Labelled id={fieldId(pointer)} label={label} hint={hint} fault={faultAt(pointer)}>
      {ties => (
        <span className="catalogue-amount">
          <input
            {...ties}
            className="input"
            type="number"
            min={1}
            value={value === 0 || typeof value !== 'number' ? '' : value}
            onChange={event => set(pointer, Number(event.target.value))}
          />
          {unit === undefined ? null : <span className="soft">{unit}</span>}
        </span>
      )}
    </Labelled>
  )
}

const units: readonly Duration['unit'][] = ['urgent_hour', 'working_hour', 'working_day']

export function DurationField({ pointer, label, hint }: Bound) {
  const { t } = useWords()
  const { draft, set, faultAt } = useEditing()
  const value = valueAt(draft as Plain, pointer) as unknown as Duration
  const fault = faultAt(`${pointer}/amount`) ?? faultAt(`${pointer}/unit`) ?? faultAt(pointer)
  return (
    <Labelled id={fieldId(`${pointer}/amount`)} label={label} hint={hint} fault={fault}>
      {ties => (
        <span className="catalogue-amount">
          <input
            {...ties}
            className="input"
            type="number"
            min={0}
            step="any"
            value={value.amount === 0 ? '' : value.amount}
            onChange={event => set(pointer, { ...value, amount: Number(event.target.value) })}
          />
          <select
            id={fieldId(`${pointer}/unit`)}
            className="input"
            aria-label={t('catalogue:field.unitOf', { field: label })}
            value={value.unit}
            onChange={event => set(pointer, { ...value, unit: event.target.value })}
          >
            {units.map(unit => (
              <option key={unit} value={unit}>
                {t(`catalogue:unit.${unit}`)}
              </option>
            ))}
          </select>
        </span>
      )}
    </Labelled>
  )
}

export function ChoiceField({
  pointer,
  label,
  hint,
  choices,
  none,
}: Bound & { choices: readonly { readonly value: string; readonly words: string }[]; none?: string }) {
  const { draft, set, faultAt } = useEditing()
  const value = valueAt(draft as Plain, pointer)
  return (
    <Labelled id={fieldId(pointer)} label={label} hint={hint} fault={faultAt(pointer)}>
      {ties => (
        <select
          {...ties}
          className="input"
          value={typeof value === 'string' ? value : ''}
          onChange={event => set(pointer, event.target.value === '' ? undefined : event.target.value)}
        >
          {none === undefined ? null : <option value="">{none}</option>}
          {choices.map(choice => (
            <option key={choice.value} value={choice.value}>
              {choice.words}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

export function SwitchField({ pointer, label, hint }: Bound) {
  const { draft, set, faultAt } = useEditing()
  const id = fieldId(pointer)
  const fault = faultAt(pointer)
  return (
    <div className="field">
      <span className="check-line">
        <input
          id={id}
          type="checkbox"
          checked={valueAt(draft as Plain, pointer) === true}
          aria-invalid={fault === undefined ? undefined : true}
          aria-describedby={fault === undefined ? (hint === undefined ? undefined : `${id}-hint`) : `${id}-fault`}
          onChange={event => set(pointer, event.target.checked)}
        />
        <label htmlFor={id}>{label}</label>
      </span>
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      {fault === undefined ? null : (
        <span id={`${id}-fault`} className="field-fault">
          {fault}
        </span>
      )}
    </div>
  )
}

/** Retired rows are no longer offered; tickets that name them keep them. A row that was never published can still go. */
export function RetireButton({ list, place, name }: { list: string; place: number; name: Named }) {
  const { t, language } = useWords()
  const { draft, current, set } = useEditing()
  const pointer = `${list}/${place}`
  const row = valueAt(draft as Plain, pointer) as { code?: string; number?: string; retired?: boolean }
  const rows = valueAt(draft as Plain, list) as readonly Plain[]
  const published = useIsPublished(list, row, current)
  if (!published || row.number !== undefined)
    return (
      <button
        type="button"
        className="button button-small"
        aria-label={t('catalogue:act.removeNamed', { name: name[language] })}
        onClick={() =>
          set(
            list,
            rows.filter((_, at) => at !== place),
          )
        }
      >
        {t('catalogue:act.remove')}
      </button>
    )
  return (
    <button
      type="button"
      className="button button-small"
      aria-label={t(row.retired ? 'catalogue:act.restoreNamed' : 'catalogue:act.retireNamed', { name: name[language] })}
      onClick={() => set(`${pointer}/retired`, row.retired ? undefined : true)}
    >
      {t(row.retired ? 'catalogue:act.restore' : 'catalogue:act.retire')}
    </button>
  )
}

/** Conditions stand inside a sub-category, whose place in the published version may be another. */
export function useIsPublished(list: string, row: { readonly code?: string }, current: Catalogue): boolean {
  const { draft } = useEditing()
  const inside = /^\/subcategories\/(\d+)\/conditions$/.exec(list)
  const owner = inside === null ? undefined : draft.subcategories[Number(inside[1])]
  const rows =
    inside === null
      ? (valueAt(current as Plain, list) as readonly { code?: string }[] | undefined)
      : current.subcategories.find(each => each.code === owner?.code)?.conditions
  return rows?.some(each => each.code === row.code) ?? false
}

export function CodeField({ pointer, published }: { pointer: string; published: boolean }) {
  const { t } = useWords()
  const { draft } = useEditing()
  if (!published)
    return <TextField pointer={pointer} label={t('catalogue:field.code')} hint={t('catalogue:hint.code')} />
  return (
    <p className="faint">
      {t('catalogue:field.code')} <span className="catalogue-code">{String(valueAt(draft as Plain, pointer))}</span>
    </p>
  )
}

export function Part({ title, children, about }: { title: string; about?: string; children: ReactNode }) {
  return (
    <section className="catalogue-part">
      <h2>{title}</h2>
      {about === undefined ? null : <p className="soft">{about}</p>}
      {children}
    </section>
  )
}
