import { cornerOf, metresBetween, squareMetresOf } from '@onegrid/domain/grid/division/lattice.ts'
import { useState } from 'react'
import { Labelled } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { LonLat } from '../../ui/map/geometry.ts'
import { useWords } from '../../words/words.ts'
import { areaWords, lengthWords, useLandmarkList } from './plan.ts'
import { placesFrom } from './tool.ts'
import type { Drawing } from './use-drawing.ts'

/** The places of the line or outline being drawn: whoever has no pointer types them or takes landmarks. */
export function PointList({ drawing, done }: { drawing: Drawing; done(): void }) {
  const { t } = useWords()
  const { tool, points, setPoints, add, take, finish } = drawing
  const [text, setText] = useState('')
  const [unread, setUnread] = useState(false)
  const landmarks = useLandmarkList().data?.items ?? []
  const least = tool === 'draw' ? 3 : 2
  // A line may come back to a place: the second time has another name.
  const placed = points.map((point, index) => ({ point, index, name: `${index} ${point.join(' ')}` }))
  const remove = (index: number) => setPoints(points.filter((_, at) => at !== index))
  return (
    <section className="plan-points" aria-label={t(`plan:points.${tool}`)}>
      <h2>{t(`plan:points.${tool}`)}</h2>
      <p className="soft">{t(`plan:points.how.${tool}`)}</p>
      {points.length === 0 ? null : (
        <ol>
          {placed.map(({ point, index, name }) => (
            <li key={name}>
              <span className="plan-place">{`${point[0].toFixed(6)}, ${point[1].toFixed(6)}`}</span>
              <span className="soft">{index === 0 ? '' : lengthWords(between(points[index - 1]!, point))}</span>
              <button
                type="button"
                className="bar-button plan-small"
                aria-label={t('plan:points.remove', { number: index + 1 })}
                onClick={() => remove(index)}
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          ))}
        </ol>
      )}
      {tool === 'measure' && points.length > 1 ? <Measured points={points} /> : null}
      <form
        onSubmit={event => {
          event.preventDefault()
          const places = placesFrom(text)
          setUnread(places === undefined)
          if (places === undefined) return
          for (const place of places) add(place)
          setText('')
        }}
      >
        <Labelled
          label={t('plan:points.typed')}
          hint={t('plan:points.typedHint')}
          fault={unread ? t('plan:points.unread') : undefined}
        >
          {ties => (
            <textarea
              {...ties}
              className="input"
              rows={2}
              value={text}
              maxLength={20_000}
              onChange={event => setText(event.target.value)}
            />
          )}
        </Labelled>
        <button type="submit" className="button button-small" disabled={text.trim() === ''}>
          {t('plan:points.add')}
        </button>
      </form>
      {landmarks.length === 0 ? null : (
        <Labelled label={t('plan:points.landmark')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value=""
              onChange={event => {
                const found = landmarks.find(landmark => landmark.landmarkId === event.target.value)
                if (found !== undefined) add([found.lon, found.lat])
              }}
            >
              <option value="">{t('plan:points.chooseLandmark')}</option>
              {landmarks.map(({ landmarkId, name }) => (
                <option key={landmarkId} value={landmarkId}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      <div className="plan-points-foot">
        <button
          type="button"
          className="button"
          onClick={() => {
            take('choose')
            done()
          }}
        >
          {t(tool === 'measure' ? 'plan:points.end' : 'app:action.cancel')}
        </button>
        {tool === 'measure' ? null : (
          <button
            type="button"
            className="button button-primary"
            disabled={points.length < least}
            onClick={() => {
              if (finish()) done()
            }}
          >
            {t(`plan:points.finish.${tool}`)}
          </button>
        )}
      </div>
    </section>
  )
}

function Measured({ points }: { points: readonly LonLat[] }) {
  const { t } = useWords()
  const length = points.slice(1).reduce((sum, point, index) => sum + between(points[index]!, point), 0)
  const area =
    points.length < 3 ? undefined : Math.abs(squareMetresOf([points.map(([lon, lat]) => cornerOf([lon, lat]))]))
  return (
    <dl className="plan-facts">
      <div>
        <dt>{t('plan:measure.length')}</dt>
        <dd>{lengthWords(length)}</dd>
      </div>
      {area === undefined ? null : (
        <div>
          <dt>{t('plan:measure.area')}</dt>
          <dd>{areaWords(area)}</dd>
        </div>
      )}
    </dl>
  )
}

const between = (one: LonLat, other: LonLat) =>
  metresBetween(cornerOf([one[0], one[1]]), cornerOf([other[0], other[1]]))
