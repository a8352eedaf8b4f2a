import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useContext } from 'react'
import { useMe } from '../../account/me.ts'
import { useKindName } from '../../account/post-kinds.ts'
import { ConcernedField } from '../../team/concerned-field.tsx'
import { choicesFor } from '../../ticket/choices.ts'
import { coded, durationOf, nameOf } from '../../ticket/event-sentence.ts'
import { useSpeaker } from '../../ticket/use-speaker.ts'
import { useCandidates, useDuplicates, useGrids, useSupplyAreasAt } from '../../ticket/use-ticket.ts'
import { type Field, isRequired } from '../../ticket/verb-form.ts'
import { Icon } from '../../ui/icon.tsx'
import { TownZone } from '../../ui/moment.tsx'
import { PhotoPicker } from '../../ui/photo-picker.tsx'
import { useWords } from '../../words/words.ts'
import { categoryOptions, gridOptions } from '../options.ts'
import { Picker } from '../picker.tsx'
import { instantAt, wallOf } from '../town-time.ts'
import { candidateOptions } from './candidate-options.ts'
import { HolderField, PlaceField, UnitsField } from './composed-fields.tsx'
import type { FieldProps } from './field-props.ts'

/** Groups of buttons and pictures are named by a legend; everything else by a label. */
const grouped: readonly Field['kind'][] = ['choice', 'score', 'photos', 'concerned']

export function VerbField(props: FieldProps) {
  const { id, field, label, values, fault } = props
  const { t } = useWords()
  const wide = ['words', 'photos', 'holder', 'place', 'ticket'].includes(field.kind)
  const optional =
    props.saysOptional !== true || isRequired(field, values) || field.kind === 'choice' ? null : (
      <span className="field-optional">{t('desk:detail.optional')}</span>
    )
  const end =
    fault === undefined ? null : (
      <p id={`${id}-fault`} className="field-fault" role="alert">
        <Icon name="alert" size={16} />
        {fault}
      </p>
    )
  const className = wide ? 'field field-wide' : 'field'
  if (grouped.includes(field.kind))
    return (
      <fieldset className={className} id={field.kind === 'photos' ? id : undefined}>
        <legend className="field-label">
          {label}
          {optional}
        </legend>
        <Control {...props} />
        {end}
      </fieldset>
    )
  return (
    <div className={className}>
      <label htmlFor={id}>
        {label}
        {optional}
      </label>
      <Control {...props} />
      {end}
    </div>
  )
}

function Control(props: FieldProps) {
  const { id, field, values, set, onBusy, fault } = props
  const { t } = useWords()
  const zone = useContext(TownZone)
  const me = useMe()
  const value = values[field.name]
  const text = typeof value === 'string' ? value : ''
  const described = {
    'aria-invalid': fault === undefined ? undefined : true,
    'aria-describedby': fault === undefined ? undefined : `${id}-fault`,
    'aria-required': isRequired(field, values) || undefined,
  }
  switch (field.kind) {
    case 'words':
      return (
        <textarea
          id={id}
          className="input textarea"
          rows={field.rows ?? 2}
          maxLength={field.most ?? 2000}
          value={text}
          onChange={event => set(event.target.value)}
          {...described}
        />
      )
    case 'line':
      return (
        <input
          id={id}
          className="input"
          maxLength={field.most ?? 200}
          value={text}
          onChange={event => set(event.target.value)}
          {...described}
        />
      )
    case 'number':
      return (
        <input
          id={id}
          className="input"
          type="number"
          min={field.from}
          max={field.to}
          value={typeof value === 'number' ? value : ''}
          onChange={event => set(event.target.value === '' ? undefined : Number(event.target.value))}
          {...described}
        />
      )
    case 'instant':
      return (
        <input
          id={id}
          className="input"
          type="datetime-local"
          defaultValue={text === '' ? '' : wallOf(text, zone)}
          onChange={event => set(instantAt(event.target.value, zone))}
          {...described}
        />
      )
    case 'choice':
    case 'score':
      return <Choices {...props} options={field.kind === 'score' ? [1, 2, 3, 4, 5] : choicesFor(field, me.posts)} />
    case 'photos':
      return <PhotoPicker onChange={set} onBusy={onBusy} />
    case 'photo':
      return <span className="faint">{t('ticket:none')}</span>
    case 'holder':
      return <HolderField {...props} />
    case 'concerned':
      return <ConcernedField change={set} />
    case 'units':
      return <UnitsField {...props} />
    case 'place':
      return <PlaceField {...props} />
    case 'ticket':
      return <TicketField {...props} />
    default:
      return <ListField {...props} />
  }
}

function Choices({
  id,
  field,
  values,
  set,
  options,
  fault,
}: FieldProps & { options: readonly (string | number | boolean)[] }) {
  const { t } = useWords()
  return (
    <div className="choices">
      {options.map((option, at) => (
        <label key={String(option)} className="choice">
          <input
            id={at === 0 ? id : undefined}
            type="radio"
            name={id}
            checked={values[field.name] === option}
            aria-describedby={fault === undefined ? undefined : `${id}-fault`}
            onChange={() => set(option)}
          />
          <span>{t(`ticket:choice.${field.name}.${String(option)}`)}</span>
        </label>
      ))}
    </div>
  )
}

/** Lists of the catalogue, of the grids, of the ticket's own people: one finding field. */
function ListField({ id, field, label, page, values, set, fault }: FieldProps) {
  const { language } = useWords()
  const speaker = useSpeaker()
  const kindName = useKindName()
  const { catalogue } = speaker
  const people = field.kind === 'person'
  const candidates = useCandidates(page.ticket.number, people)
  const grids = useGrids()
  const supply = useSupplyAreasAt(page.ticket.place, field.kind === 'supply_area')
  const named = (list: readonly { code: string; name: { zh: string; en: string }; retired?: boolean }[] | undefined) =>
    (list ?? []).filter(each => !each.retired).map(each => ({ value: each.code, label: each.name[language] }))
  const options = () => {
    if (field.kind === 'reason') return named(catalogue?.reasons[field.of])
    if (field.kind === 'rule')
      return (catalogue?.declineRules ?? [])
        .filter(rule => !rule.retired)
        .map(rule => ({ value: rule.code, label: rule.name[language], about: rule.instead[language] }))
    if (field.kind === 'outside_body') return named(catalogue?.outsideBodies)
    if (field.kind === 'subcategory') return categoryOptions(catalogue, language)
    if (field.kind === 'condition')
      return (catalogue?.subcategories.find(each => each.code === values['subcategory'])?.conditions ?? [])
        .filter(each => !each.retired)
        .map(each => ({ value: each.code, label: each.name[language], side: durationOf(each.limit, speaker) }))
    if (people)
      return candidateOptions(
        (candidates.data?.items ?? []).filter(each => each.kind === 'person'),
        speaker.say,
        kindName,
      ).map(option => ({ ...option, value: option.value.slice('person:'.length) }))
    if (field.kind === 'grid') {
      const { medium, large } = page.ticket.place
      const children = (grids.data?.items ?? []).filter(grid => grid.parentId === (medium ?? large))
      return gridOptions(children)
    }
    if (field.kind === 'supply_area') return supply.map(each => ({ value: each.supplyAreaId, label: each.name }))
    if (field.kind === 'taker')
      return takersOf(page).map(({ id: personId, name }) => ({ value: personId, label: name }))
    return arrivalsOf(page)
  }
  if (field.kind === 'arrival') {
    const kept = values[field.name] as { callId: string; unitId: string } | undefined
    return (
      <Picker
        id={id}
        label={label}
        options={options()}
        value={kept === undefined ? undefined : `${kept.callId} ${kept.unitId}`}
        onChange={key => {
          const [callId, unitId] = (key ?? '').split(' ')
          set(key === undefined ? undefined : { callId, unitId })
        }}
        invalid={fault !== undefined}
      />
    )
  }
  return (
    <Picker
      id={id}
      label={label}
      options={options()}
      value={values[field.name] as string | undefined}
      onChange={set}
      required={isRequired(field, values)}
      invalid={fault !== undefined}
      standing={people}
      {...(fault === undefined ? {} : { describedBy: `${id}-fault` })}
    />
  )
}

type Named = { readonly id: string; readonly name: string }

function takersOf(page: TicketPage): readonly Named[] {
  const order = page.beside['order'] as { takers?: readonly { personId: Named }[] } | undefined
  return (order?.takers ?? []).map(taker => taker.personId)
}

function arrivalsOf(page: TicketPage) {
  const calls = (page.beside['calls'] ?? []) as readonly {
    callId: string
    units: readonly Named[]
    arrivals: readonly { unitId: Named }[]
  }[]
  return calls.flatMap(call =>
    call.units
      .filter(unit => !call.arrivals.some(arrival => arrival.unitId.id === unit.id))
      .map(unit => ({ value: `${call.callId} ${unit.id}`, label: nameOf(unit) })),
  )
}

function TicketField({ id, label, field, page, values, set, fault }: FieldProps) {
  const speaker = useSpeaker()
  const { data } = useDuplicates(page.ticket.number, page.ticket.subcategory !== undefined)
  const suggested = (data?.items ?? []).map(item => ({
    value: item.number,
    label: item.words ?? item.number,
    about: `${item.number} · ${coded(speaker.catalogue?.subcategories, item.subcategory, speaker.language)}`,
  }))
  const value = typeof values[field.name] === 'string' ? (values[field.name] as string) : ''
  return (
    <>
      <input
        id={id}
        className="input"
        maxLength={40}
        value={value}
        aria-invalid={fault === undefined ? undefined : true}
        placeholder="DC-220926-7KQ4-M2HXP"
        onChange={event => set(event.target.value)}
      />
      {suggested.length === 0 ? null : (
        <Picker id={`${id}-suggested`} label={label} options={suggested} value={value} onChange={set} />
      )}
    </>
  )
}
