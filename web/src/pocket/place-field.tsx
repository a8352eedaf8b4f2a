import { useMe } from '../account/me.ts'
import { useGrids, useLandmarks } from '../ticket/use-ticket.ts'
import { useWords } from '../words/words.ts'

export type PlaceValue = {
  readonly gridId?: string
  readonly landmarkId?: string
  readonly words?: string
}

/** Village, group, landmark, a word or two: the way people here say where something is. */
export function PlaceField({ value, onChange }: { value: PlaceValue; onChange: (place: PlaceValue) => void }) {
  const { t } = useWords()
  const me = useMe()
  const grids = useGrids().data?.items ?? []
  const landmarks = useLandmarks().data ?? []
  const chosen = grids.find(grid => grid.gridId === value.gridId)
  const own = grids.find(grid => me.posts.some(post => post.gridId === grid.gridId))
  const villageId =
    chosen?.level === 'small'
      ? chosen.parentId
      : (chosen?.gridId ?? (own?.level === 'small' ? own.parentId : own?.gridId))
  const village = grids.find(grid => grid.gridId === villageId && grid.level === 'medium')
  const groups = grids.filter(grid => grid.parentId === village?.gridId && grid.level === 'small')
  const near = landmarks.filter(each => each.gridId === chosen?.gridId)
  const without = ({ words }: PlaceValue) => (words === undefined ? {} : { words })
  return (
    <div className="fields">
      <div className="two">
        <label className="field">
          <span className="field-label">{t('pocket:place.village')}</span>
          <select
            className="input"
            value={village?.gridId ?? ''}
            onChange={event =>
              onChange({ ...without(value), ...(event.target.value === '' ? {} : { gridId: event.target.value }) })
            }
          >
            <option value="">{t('pocket:place.choose')}</option>
            {grids
              .filter(grid => grid.level === 'medium')
              .map(grid => (
                <option key={grid.gridId} value={grid.gridId}>
                  {grid.name}
                </option>
              ))}
          </select>
        </label>
        <label className="field">
          <span className="field-label">{t('pocket:place.group')}</span>
          <select
            className="input"
            value={chosen?.level === 'small' ? chosen.gridId : ''}
            disabled={village === undefined}
            onChange={event =>
              onChange({
                ...without(value),
                gridId: event.target.value === '' ? (village?.gridId ?? '') : event.target.value,
              })
            }
          >
            <option value="">{t('pocket:place.choose')}</option>
            {groups.map(grid => (
              <option key={grid.gridId} value={grid.gridId}>
                {grid.localNames.length === 0 ? grid.name : `${grid.name} ${grid.localNames.join('、')}`}
              </option>
            ))}
          </select>
        </label>
      </div>
      {near.length === 0 ? null : (
        <fieldset className="chips chips-wrap bare" aria-label={t('pocket:place.landmark')}>
          {near.map(landmark => (
            <button
              key={landmark.landmarkId}
              type="button"
              className="chip"
              aria-pressed={landmark.landmarkId === value.landmarkId}
              onClick={() => {
                const { landmarkId: before, ...rest } = value
                onChange(before === landmark.landmarkId ? rest : { ...rest, landmarkId: landmark.landmarkId })
              }}
            >
              {landmark.name}
            </button>
          ))}
        </fieldset>
      )}
      <label className="field">
        <span className="field-label">{t('pocket:place.words')}</span>
        <input
          className="input"
          maxLength={200}
          value={value.words ?? ''}
          placeholder={t('pocket:place.example')}
          onChange={event => {
            const { words: _before, ...rest } = value
            onChange(event.target.value === '' ? rest : { ...rest, words: event.target.value })
          }}
        />
      </label>
    </div>
  )
}
