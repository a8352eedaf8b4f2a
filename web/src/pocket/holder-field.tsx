import { useState } from 'react'
import { useKindName } from '../account/post-kinds.ts'
import { candidateWords } from '../ticket/candidate-words.ts'
import { type Candidate, useCandidates } from '../ticket/use-ticket.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { Choices, ManyChoices } from './choices.tsx'

export type HolderValue =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'unit'; readonly unitId: string; readonly assisting: readonly string[] }

/** The first few are nearly always right; all of them are one tap away. */
const shownFirst = 5

function useShown(number: string, fits: (candidate: Candidate) => boolean) {
  const { t } = useWords()
  const [all, setAll] = useState(false)
  const [wanted, setWanted] = useState('')
  const list = useCandidates(number)
  const items = (list.data?.items ?? []).filter(fits)
  const found = wanted === '' ? items : items.filter(each => each.name.includes(wanted.trim()))
  const shown = all ? found : items.slice(0, shownFirst)
  const rest =
    items.length <= shownFirst ? null : all ? (
      <input
        className="input"
        aria-label={t('pocket:holder.search')}
        placeholder={t('pocket:holder.search')}
        value={wanted}
        onChange={event => setWanted(event.target.value)}
      />
    ) : (
      <button type="button" className="button button-quiet" onClick={() => setAll(true)}>
        {t('pocket:holder.all', { count: items.length })}
      </button>
    )
  return { list, shown, rest }
}

/** Who can take it, the nearest first, with how much each has in hand already. */
export function HolderField({
  number,
  label,
  value,
  onChange,
}: {
  number: string
  label: string
  value: HolderValue | undefined
  onChange: (to: HolderValue) => void
}) {
  const { t } = useWords()
  const kindName = useKindName()
  const { list, shown, rest } = useShown(number, () => true)
  if (list.isPending) return <Skeleton rows={3} />
  if (list.error !== null) return <ErrorState problem={list.error} retry={() => void list.refetch()} />
  const units = (list.data?.items ?? []).filter(each => each.kind === 'unit')
  const id = value?.kind === 'unit' ? value.unitId : value?.personId
  return (
    <>
      <Choices
        name="to"
        label={label}
        value={id}
        choices={shown.map(each => ({
          value: each.id,
          title: each.name,
          text: candidateWords(each, t, kindName),
          end: t('ticket:load', { count: each.open }),
        }))}
        onChange={chosen =>
          onChange(
            units.some(each => each.id === chosen)
              ? { kind: 'unit', unitId: chosen, assisting: [] }
              : { kind: 'person', personId: chosen },
          )
        }
      />
      {rest}
      {value?.kind !== 'unit' ? null : (
        <details className="field">
          <summary className="field-label">{t('pocket:holder.assisting', { count: value.assisting.length })}</summary>
          <ManyChoices
            label={t('pocket:holder.assistingLabel')}
            values={value.assisting}
            choices={units.filter(each => each.id !== value.unitId).map(each => ({ value: each.id, title: each.name }))}
            onChange={assisting => onChange({ ...value, assisting })}
          />
        </details>
      )}
    </>
  )
}

export function PersonField({
  number,
  label,
  value,
  onChange,
}: {
  number: string
  label: string
  value: string | undefined
  onChange: (personId: string) => void
}) {
  const { t } = useWords()
  const kindName = useKindName()
  const { list, shown, rest } = useShown(number, candidate => candidate.kind === 'person')
  if (list.isPending) return <Skeleton rows={3} />
  if (list.error !== null) return <ErrorState problem={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <Choices
        name="personId"
        label={label}
        value={value}
        choices={shown.map(each => ({
          value: each.id,
          title: each.name,
          text: candidateWords(each, t, kindName),
          end: t('ticket:load', { count: each.open }),
        }))}
        onChange={onChange}
      />
      {rest}
    </>
  )
}
