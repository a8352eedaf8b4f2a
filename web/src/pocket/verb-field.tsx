import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useMe } from '../account/me.ts'
import { thumbnailOf } from '../photo/send-photo.ts'
import { ConcernedField } from '../team/concerned-field.tsx'
import { choicesFor } from '../ticket/choices.ts'
import { durationOf } from '../ticket/event-sentence.ts'
import { useCatalogue } from '../ticket/use-ticket.ts'
import type { Field, Values } from '../ticket/verb-form.ts'
import { PhotoPicker } from '../ui/photo-picker.tsx'
import { hasWords, useWords } from '../words/words.ts'
import { CategoryField } from './category-field.tsx'
import { Choices } from './choices.tsx'
import { HolderField, type HolderValue, PersonField } from './holder-field.tsx'
import { PlaceField, type PlaceValue } from './place-field.tsx'
import { CountField, InstantField, LineField, TextField } from './plain-fields.tsx'
import {
  type Arrival,
  ArrivalField,
  GridField,
  SupplyAreaField,
  TicketField,
  takersIn,
  UnitsField,
} from './ticket-fields.tsx'

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
  const me = useMe()
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
          choices={choicesFor(field, me.posts).map(option => ({
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
    case 'concerned':
      return <ConcernedField change={set} />
    case 'supply_area':
      return <SupplyAreaField label={label} page={page} value={value as string | undefined} onChange={set} />
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
