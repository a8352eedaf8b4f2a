import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { nameOf } from '../ticket/event-sentence.ts'
import { useDuplicates, useGrids, useSupplyAreasAt, useUnits } from '../ticket/use-ticket.ts'
import { useWords } from '../words/words.ts'
import { type Choice, Choices, ManyChoices } from './choices.tsx'
import { LineField, type Simple } from './plain-fields.tsx'

export function UnitsField({
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

export function takersIn(page: TicketPage): readonly Choice<string>[] {
  const order = page.beside['order'] as { readonly takers?: readonly { readonly personId: unknown }[] } | undefined
  return (order?.takers ?? []).map(({ personId }) => ({
    value: String((personId as Facts | undefined)?.['id'] ?? personId),
    title: nameOf(personId),
  }))
}

export type Arrival = { readonly callId: string; readonly unitId: string }

export function ArrivalField({ label, page, value, onChange }: { page: TicketPage } & Simple<Arrival | undefined>) {
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
export function GridField({ label, page, value, onChange }: { page: TicketPage } & Simple<string | undefined>) {
  const grids = useGrids().data?.items ?? []
  const { large, medium, small } = page.ticket.place
  const path = [large, medium, small]
  const parent = page.ticket.level === 'large' ? large : medium
  const offered = grids.filter(grid => grid.parentId === parent || path.includes(grid.gridId))
  return (
    <SelectField
      label={label}
      value={value}
      onChange={onChange}
      options={offered.map(grid => ({ value: grid.gridId, title: grid.name }))}
    />
  )
}

/** Not asked where nothing feeds the place. */
export function SupplyAreaField({ label, page, value, onChange }: { page: TicketPage } & Simple<string | undefined>) {
  const areas = useSupplyAreasAt(page.ticket.place, true)
  if (areas.length === 0) return null
  const options = areas.map(area => ({ value: area.supplyAreaId, title: area.name }))
  return <SelectField label={label} value={value} onChange={onChange} options={options} />
}

function SelectField({
  label,
  value,
  onChange,
  options,
}: { options: readonly Choice<string>[] } & Simple<string | undefined>) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select
        className="input"
        value={value ?? ''}
        onChange={event => onChange(event.target.value === '' ? undefined : event.target.value)}
      >
        <option value=""> </option>
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    </label>
  )
}

export function TicketField({ label, page, value, onChange }: { page: TicketPage } & Simple<string | undefined>) {
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
