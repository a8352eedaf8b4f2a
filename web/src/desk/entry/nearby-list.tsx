import type { LandmarkWire } from '@onegrid/domain/grid/contract.ts'
import { useNearby } from '../../ticket/use-ticket.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import { SuggestionLine } from '../detail/duplicates.tsx'
import type { Draft } from './entry-kinds.ts'

/** What may be the same matter, while it is being typed: seen before a second ticket is made. */
export function NearbyList({
  draft,
  landmarks,
  edit,
}: {
  draft: Draft
  landmarks: readonly LandmarkWire[]
  edit(changes: Partial<Draft>): void
}) {
  const { t } = useWords()
  const [kind, id] = (draft.place ?? '').split(':')
  const landmark = kind === 'landmark' ? landmarks.find(each => each.landmarkId === id) : undefined
  const { data } = useNearby({
    subcategory: draft.subcategory,
    ...(kind === 'grid' && id !== undefined ? { gridId: id } : {}),
    ...(landmark === undefined ? {} : { landmarkId: landmark.landmarkId }),
  })
  const asked = draft.subcategory !== undefined && draft.place !== undefined
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
