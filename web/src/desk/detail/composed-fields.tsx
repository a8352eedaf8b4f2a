import { useKindName } from '../../account/post-kinds.ts'
import { useCandidates, useGrids, useLandmarks, useUnits } from '../../ticket/use-ticket.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import { placeOptions, unitOptions } from '../options.ts'
import { Picker } from '../picker.tsx'
import { candidateOptions, holderOf, type WireHolder } from './candidate-options.ts'
import type { FieldProps } from './field-props.ts'

/** To whom: proposed people and units with reason and load; for a unit also who assists. */
export function HolderField({ id, label, field, page, values, set, fault }: FieldProps) {
  const { t } = useWords()
  const kindName = useKindName()
  const { data } = useCandidates(page.ticket.number)
  const { data: units } = useUnits()
  const value = values[field.name] as WireHolder | undefined
  const key =
    value === undefined ? undefined : value.kind === 'person' ? `person:${value.personId}` : `unit:${value.unitId}`
  return (
    <>
      <Picker
        id={id}
        label={label}
        standing
        required
        invalid={fault !== undefined}
        options={candidateOptions(data?.items ?? [], t, kindName)}
        value={key}
        onChange={next => set(next === undefined ? undefined : holderOf(next))}
      />
      {value?.kind === 'unit' ? (
        <Several
          id={`${id}-assisting`}
          label={t('desk:detail.assisting')}
          options={unitOptions(units ?? []).filter(unit => unit.value !== value.unitId)}
          values={value.assisting}
          onChange={assisting => set({ ...value, assisting })}
        />
      ) : null}
    </>
  )
}

export function UnitsField({ id, label, field, values, set }: FieldProps) {
  const { data: units } = useUnits()
  const value = (values[field.name] ?? []) as readonly string[]
  return <Several id={id} label={label} options={unitOptions(units ?? [])} values={value} onChange={set} bare />
}

function Several({
  id,
  label,
  options,
  values,
  onChange,
  bare = false,
}: {
  id: string
  label: string
  options: readonly { value: string; label: string }[]
  values: readonly string[]
  onChange(values: readonly string[]): void
  /** The field's own label stands above already. */
  bare?: boolean
}) {
  const { t } = useWords()
  return (
    <div className="several">
      {bare ? null : <label htmlFor={id}>{label}</label>}
      {values.map(value => {
        const name = options.find(option => option.value === value)?.label ?? ''
        return (
          <button
            key={value}
            type="button"
            className="chip"
            aria-label={t('desk:picker.clear', { name })}
            onClick={() => onChange(values.filter(each => each !== value))}
          >
            {name}
            <Icon name="close" size={14} />
          </button>
        )
      })}
      <Picker
        id={id}
        label={label}
        options={options.filter(option => !values.includes(option.value))}
        value={undefined}
        onChange={value => value !== undefined && onChange([...values, value])}
      />
    </div>
  )
}

type WirePlace = { readonly gridId?: string; readonly landmarkId?: string; readonly words?: string }

/** A place by typing: village, group or landmark, and what people say besides. */
export function PlaceField({ id, label, field, page, values, set }: FieldProps) {
  const { t } = useWords()
  const { data: grids } = useGrids()
  const { data: landmarks } = useLandmarks()
  const value = values[field.name] as WirePlace | undefined
  return (
    <div className="place-field">
      <Picker
        id={id}
        label={label}
        options={placeOptions(grids?.items ?? [], landmarks ?? [])}
        value={placeKey(value)}
        placeholder={page.ticket.place.name}
        onChange={key => set(placeOf(key, value?.words))}
      />
      <input
        className="input"
        maxLength={200}
        aria-label={t('desk:entry.placeWords')}
        placeholder={t('desk:entry.placeWords')}
        value={value?.words ?? ''}
        onChange={event => set(placeOf(placeKey(value), event.target.value))}
      />
    </div>
  )
}

function placeKey(place: WirePlace | undefined): string | undefined {
  if (place?.landmarkId !== undefined) return `landmark:${place.landmarkId}`
  return place?.gridId === undefined ? undefined : `grid:${place.gridId}`
}

function placeOf(key: string | undefined, words: string | undefined): WirePlace | undefined {
  const said = words === undefined || words.trim() === '' ? {} : { words }
  if (key === undefined) return Object.keys(said).length === 0 ? undefined : said
  const [kind, id = ''] = key.split(':')
  return kind === 'landmark' ? { landmarkId: id, ...said } : { gridId: id, ...said }
}
