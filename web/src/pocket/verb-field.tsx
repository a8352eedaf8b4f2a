import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useContext } from 'react'
import { thumbnailOf } from '../photo/send-photo.ts'
import { durationOf, nameOf } from '../ticket/event-sentence.ts'
import { useCatalogue, useDuplicates, useGrids, useUnits } from '../ticket/use-ticket.ts'
import type { Field, Values } from '../ticket/verb-form.ts'
import { TownZone } from '../ui/moment.tsx'
import { PhotoPicker } from '../ui/photo-picker.tsx'
import { hasWords, useWords } from '../words/words.ts'
import { CategoryField } from './category-field.tsx'
import { type Choice, Choices, ManyChoices } from './choices.tsx'
import { HolderField, type HolderValue, PersonField } from './holder-field.tsx'
import { PlaceField, type PlaceValue } from './place-field.tsx'
import { instantOfWallTime, wallTimeOf } from './wall-time.ts'

export type FieldProps = {
  readonly verb: Verb
  readonly field: Field
  readonly page: TicketPage
  readonly values: Values
  readonly required: boolean
  change(changes: Record<string, unknown>): void
  onBusy(busy: boolean): void
}

/** The label of a field: what this verb asks, or how the field is called everywhere. */
function useLabel(verb: Verb, name: string, required: boolean): string {
  const { t } = useWords()
  const own = `ticket:ask.${verb}.${name}`
  const label = t(hasWords(own) ? own : `ticket:field.${name}`)
  return required ? label : t('pocket:form.optional', { label })
}

/** One field of a verb, as the shared model describes it, large enough for a thumb. */
export function VerbField(props: FieldProps) {
  const { verb, field, page, values, change, required } = props
  const { t, language } = useWords()
  const label = useLabel(verb, field.name, required)
  const { data: catalogue } = useCatalogue()
  const value = values[field.name]
  const set = (next: unknown) => change({ [field.name]: next })
  const listed = (
    list: readonly { code: string; name: { zh: string; en: string }; retired?: boolean }[] | undefined,
  ) => (
    <Choices
      name={field.name}
      label={label}
      value={value as string | undefined}
      choices={(list ?? [])
        .filter(each => !each.retired)
        .map(each => ({ value: each.code, title: each.name[language] }))}
      onChange={set}
    />
  )
  switch (field.kind) {
    case 'words':
      return <TextField label={label} rows={field.rows ?? 3} most={field.most ?? 2000} value={value} onChange={set} />
    case 'line':
      return <LineField label={label} most={field.most ?? 200} value={value} onChange={set} />
    case 'number':
      return (
        <CountField label={label} from={field.from} to={field.to} value={Number(value ?? field.from)} onChange={set} />
      )
    case 'instant':
      return <InstantField label={label} value={value as string | undefined} onChange={set} />
    case 'reason':
      return listed(catalogue?.reasons[field.of])
    case 'outside_body':
      return listed(catalogue?.outsideBodies)
    case 'rule':
      return (
        <Choices
          name={field.name}
          label={label}
          value={value as string | undefined}
          choices={(catalogue?.declineRules ?? [])
            .filter(each => !each.retired)
            .map(each => ({ value: each.code, title: each.name[language], text: each.instead[language] }))}
          onChange={set}
        />
      )
    case 'subcategory':
      return (
        <CategoryField
          value={value as string | undefined}
          onChange={subcategory => change({ subcategory, condition: undefined })}
        />
      )
    case 'condition': {
      const found = catalogue?.subcategories.find(each => each.code === values['subcategory'])
      if (found === undefined) return null
      return (
        <Choices
          name={field.name}
          label={label}
          value={value as string | undefined}
          choices={found.conditions
            .filter(each => !each.retired)
            .map(each => ({
              value: each.code,
              title: each.name[language],
              end: durationOf(each.limit, { say: t }),
            }))}
          onChange={set}
        />
      )
    }
    case 'choice':
      return (
        <Choices
          name={field.name}
          label={label}
          row={field.options.length <= 3}
          value={value as string | number | boolean | undefined}
          choices={field.options.map(option => ({
            value: option,
            title: t(`ticket:choice.${field.name}.${String(option)}`),
          }))}
          onChange={set}
        />
      )
    case 'holder':
      return (
        <HolderField
          number={page.ticket.number}
          label={label}
          value={value as HolderValue | undefined}
          onChange={set}
        />
      )
    case 'person':
      return (
        <PersonField number={page.ticket.number} label={label} value={value as string | undefined} onChange={set} />
      )
    case 'units':
      return <UnitsField label={label} values={(value as readonly string[] | undefined) ?? []} onChange={set} />
    case 'taker':
      return (
        <Choices
          name={field.name}
          label={label}
          value={value as string | undefined}
          choices={takersIn(page)}
          onChange={set}
        />
      )
    case 'arrival':
      return <ArrivalField label={label} page={page} value={value as Arrival | undefined} onChange={set} />
    case 'grid':
      return <GridField label={label} page={page} value={value as string | undefined} onChange={set} />
    case 'place':
      return (
        <details className="field">
          <summary className="field-label">{label}</summary>
          <PlaceField value={(value as PlaceValue | undefined) ?? {}} onChange={set} />
        </details>
      )
    case 'photos':
      return (
        <div className="field">
          <span className="field-label">{t('ticket:field.photos')}</span>
          <PhotoPicker
            initial={value as readonly string[] | undefined}
            onChange={photoIds => set(photoIds)}
            onBusy={props.onBusy}
          />
        </div>
      )
    case 'photo':
      return (
        <Choices
          name={field.name}
          label={label}
          row
          value={value as string | undefined}
          choices={page.photos.map((photo, index) => ({
            value: photo.photoId,
            title: (
              <img
                className="matter-photo"
                src={thumbnailOf(photo.photoId)}
                alt={t(`pocket:photo.of.${photo.of}`, { number: index + 1 })}
              />
            ),
          }))}
          onChange={set}
        />
      )
    case 'ticket':
      return <TicketField label={label} page={page} value={value as string | undefined} onChange={set} />
    case 'score':
      return (
        <Choices
          name={field.name}
          label={label}
          value={value as number | undefined}
          choices={[5, 4, 3, 2, 1].map(score => ({ value: score, title: t(`ticket:choice.score.${score}`) }))}
          onChange={set}
        />
      )
  }
}

type Simple<Value> = { readonly label: string; readonly value: Value; readonly onChange: (value: Value) => void }

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

function LineField({ label, most, value, onChange }: { most: number } & Simple<unknown>) {
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

function CountField({ label, from, to, value, onChange }: { from: number; to: number } & Simple<number>) {
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

function InstantField({ label, value, onChange }: Simple<string | undefined>) {
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

function UnitsField({
  label,
  values,
  onChange,
}: {
  label: string
  values: readonly string[]
  onChange: (units: readonly string[]) => void
}) {
  const units = useUnits().data ?? []
  return (
    <ManyChoices
      label={label}
      values={values}
      choices={units.map(unit => ({ value: unit.unitId, title: unit.name }))}
      onChange={onChange}
    />
  )
}

type Facts = Readonly<Record<string, unknown>>

function takersIn(page: TicketPage): readonly Choice<string>[] {
  const order = page.beside['order'] as { readonly takers?: readonly { readonly personId: unknown }[] } | undefined
  return (order?.takers ?? []).map(({ personId }) => ({
    value: String((personId as Facts | undefined)?.['id'] ?? personId),
    title: nameOf(personId),
  }))
}

type Arrival = { readonly callId: string; readonly unitId: string }

function ArrivalField({ label, page, value, onChange }: { page: TicketPage } & Simple<Arrival | undefined>) {
  const calls = (page.beside['calls'] ?? []) as readonly {
    readonly callId: string
    readonly units: readonly unknown[]
    readonly arrivals: readonly { readonly unitId: unknown }[]
  }[]
  const idOf = (unit: unknown) => String((unit as Facts | undefined)?.['id'] ?? unit)
  const awaited = calls.flatMap(call =>
    call.units
      .filter(unit => !call.arrivals.some(arrival => idOf(arrival.unitId) === idOf(unit)))
      .map(unit => ({ callId: call.callId, unitId: idOf(unit), name: nameOf(unit) })),
  )
  return (
    <Choices
      name="arrival"
      label={label}
      value={value === undefined ? undefined : `${value.callId} ${value.unitId}`}
      choices={awaited.map(each => ({ value: `${each.callId} ${each.unitId}`, title: each.name }))}
      onChange={chosen => {
        const [callId = '', unitId = ''] = chosen.split(' ')
        onChange({ callId, unitId })
      }}
    />
  )
}

/** The grids that the matter can be given to: those below the one that has it, or those of its own path for a notice. */
function GridField({ label, page, value, onChange }: { page: TicketPage } & Simple<string | undefined>) {
  const grids = useGrids().data?.items ?? []
  const { large, medium, small } = page.ticket.place
  const path = [large, medium, small]
  const parent = page.ticket.level === 'large' ? large : medium
  const offered = grids.filter(grid => grid.parentId === parent || path.includes(grid.gridId))
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select
        className="input"
        value={value ?? ''}
        onChange={event => onChange(event.target.value === '' ? undefined : event.target.value)}
      >
        <option value=""> </option>
        {offered.map(grid => (
          <option key={grid.gridId} value={grid.gridId}>
            {grid.name}
          </option>
        ))}
      </select>
    </label>
  )
}

function TicketField({ label, page, value, onChange }: { page: TicketPage } & Simple<string | undefined>) {
  const { t } = useWords()
  const found = useDuplicates(page.ticket.number, page.ticket.subcategory !== undefined).data?.items ?? []
  return (
    <div className="fields">
      {found.length === 0 ? null : (
        <Choices
          name="into"
          label={label}
          value={value}
          choices={found.map(each => ({
            value: each.number,
            title: each.words ?? each.number,
            text: `${t(`ticket:status.${each.status}`)} · ${each.number}`,
          }))}
          onChange={onChange}
        />
      )}
      <LineField
        label={found.length === 0 ? label : t('pocket:duplicates.byNumber')}
        most={40}
        value={value}
        onChange={next => onChange(next as string)}
      />
    </div>
  )
}
