import { landmarkKinds } from '@onegrid/domain/grid/grid.ts'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import type { LandmarkDraft } from './landmark-list.ts'

/** More lines than anybody reads; the search finds the others. */
const most = 200

export function LandmarkTable({
  list,
  all,
  chosen,
  kind,
  words,
  set,
  choose,
  adding,
  setAdding,
  addHere,
}: {
  list: readonly LandmarkDraft[]
  all: number
  chosen: string | undefined
  kind: string
  words: string
  set(key: string, value: string): void
  choose(key: string): void
  adding: boolean
  setAdding(adding: boolean): void
  /** In the middle of the map: for the keyboard. */
  addHere(): void
}) {
  const { t } = useWords()
  return (
    <section aria-label={t('plan:landmark.list')} className="landmarks-list">
      <div className="landmarks-bar">
        <button
          type="button"
          className="button"
          aria-pressed={adding}
          onClick={event => (event.detail === 0 ? addHere() : setAdding(!adding))}
        >
          {t(adding ? 'app:action.cancel' : 'plan:landmark.add')}
        </button>
        <span className="soft">{t('plan:landmark.count', { count: all })}</span>
      </div>
      {all === 0 ? (
        <EmptyState icon="place" title={t('plan:landmark.none')} text={t('plan:landmark.noneText')} />
      ) : (
        <>
          <div className="landmarks-find">
            <input
              type="search"
              className="input"
              value={words}
              maxLength={40}
              placeholder={t('plan:landmark.find')}
              aria-label={t('plan:landmark.find')}
              onChange={event => set('words', event.target.value)}
            />
            <select
              className="input"
              aria-label={t('plan:landmark.kindFilter')}
              value={kind}
              onChange={event => set('kind', event.target.value)}
            >
              <option value="">{t('plan:landmark.every')}</option>
              {landmarkKinds.map(each => (
                <option key={each} value={each}>
                  {t(`plan:landmark.kind.${each}`)}
                </option>
              ))}
            </select>
          </div>
          <ul className="landmarks-lines">
            {list.slice(0, most).map(each => (
              <li key={each.key}>
                <button
                  type="button"
                  className="landmarks-line"
                  aria-current={each.key === chosen ? 'true' : undefined}
                  onClick={() => choose(each.key)}
                >
                  <span>{each.name.trim() === '' ? t('plan:landmark.unnamed') : each.name}</span>
                  <span className="soft">{t(`plan:landmark.kind.${each.kind}`)}</span>
                </button>
              </li>
            ))}
          </ul>
          {list.length === 0 ? <p className="soft">{t('plan:list.nothing')}</p> : null}
        </>
      )}
    </section>
  )
}
