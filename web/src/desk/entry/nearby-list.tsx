import type { GridWire, LandmarkWire } from '@onegrid/domain/grid/contract.ts'
import { gridsSaid } from '@onegrid/domain/grid/said.ts'
import { useMemo } from 'react'
import { useNearby } from '../../ticket/use-ticket.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import { SuggestionLine } from '../detail/duplicates.tsx'
import type { Draft } from './entry-kinds.ts'

/** What may be the same matter, while it is being typed: seen before a second ticket is made. */
export function NearbyList({
  draft,
  guess,
  grids,
  landmarks,
  edit,
}: {
  draft: Draft
  /** The likeliest sub-category of what is being typed. */
  guess: string | undefined
  grids: readonly GridWire[]
  landmarks: readonly LandmarkWire[]
  edit(changes: Partial<Draft>): void
}) {
  const { t } = useWords()
  const [kind, id] = (draft.place ?? '').split(':')
  const landmark = kind === 'landmark' ? landmarks.find(each => each.landmarkId === id) : undefined
  // What is not chosen yet is read out of the sentence, so that a caller hears of the other report before he is through.
  const subcategory = draft.subcategory ?? guess
  const said = useMemo(() => gridsSaid(draft.words, grids, landmarks), [draft.words, grids, landmarks])
  const gridId = kind === 'grid' ? id : draft.place === undefined ? said[0] : undefined
  const { data } = useNearby({
    subcategory,
    ...(gridId === undefined ? {} : { gridId }),
    ...(landmark === undefined ? {} : { landmarkId: landmark.landmarkId }),
  })
  const asked = subcategory !== undefined && (gridId !== undefined || landmark !== undefined)
  const guessed = asked && (draft.subcategory === undefined || draft.place === undefined)
  const items = asked ? (data?.items ?? []) : []
  return (
    <aside className="entry-nearby" aria-label={t('desk:nearby.title')}>
      <h2 className="ticket-heading">{t('desk:nearby.title')}</h2>
      {draft.mergeInto === undefined ? null : (
        <p className="entry-merge">
          <Icon name="merge" size={16} />
          {t('desk:nearby.chosen', { number: draft.mergeInto })}
          <button type="button" className="button button-quiet" onClick={() => edit({ mergeInto: undefined })}>
            {t('app:action.undo')}
          </button>
        </p>
      )}
      {guessed ? <p className="faint">{t('desk:nearby.guessed')}</p> : null}
      {items.length === 0 ? (
        <p className="faint">{t(asked ? 'desk:nearby.none' : 'desk:nearby.hint')}</p>
      ) : (
        <ul className="duplicates">
          {items.map(item => (
            <SuggestionLine key={item.number} item={item} merge={() => edit({ mergeInto: item.number })} />
          ))}
        </ul>
      )}
    </aside>
  )
}
