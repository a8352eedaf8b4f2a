import type { SupplyAreasWire } from '@onegrid/domain/grid/contract.ts'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import { holds, useMe } from '../../account/me.ts'
import { useGet } from '../../api/queries.ts'
import type { MapPlace } from '../../ui/map/edit-map.ts'
import { useWords } from '../../words/words.ts'
import { useLandmarkList } from './plan.ts'

type SupplyArea = SupplyAreasWire['items'][number]

/** What lies on the ground of a division: landmarks, and one supply area. Which are shown stands in the address. */
export function useLayers(division: Division) {
  const [query, setQuery] = useSearchParams()
  const landmarks = useLandmarkList()
  const supply = useGet<SupplyAreasWire>(['grid', 'supply'], '/supply-areas')
  const showsLandmarks = query.get('landmarks') === '1'
  const area = supply.data?.items.find(each => each.supplyAreaId === query.get('area'))
  const places = useMemo(
    (): readonly MapPlace[] =>
      showsLandmarks
        ? (landmarks.data?.items ?? []).map(({ landmarkId, name, lon, lat }) => ({
            id: landmarkId,
            name,
            at: [lon, lat],
          }))
        : [],
    [showsLandmarks, landmarks.data],
  )
  const fed = useMemo(() => {
    const ids = new Set(area?.gridIds)
    return division.grids.flatMap(({ key, gridId }) => (gridId !== undefined && ids.has(gridId) ? [key] : []))
  }, [area, division])
  const set = (key: string, value: string) =>
    setQuery(
      before => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  return { places, fed, area, areas: supply.data?.items ?? [], showsLandmarks, set }
}

/** The switches above the map, each with the way to where it is drawn. */
export function LayerChoice({ layers }: { layers: ReturnType<typeof useLayers> }) {
  const { t } = useWords()
  const mayDraw = holds(useMe(), ['town_administrator'])
  const { areas, area, showsLandmarks, set } = layers
  const called = ({ utility, name }: SupplyArea) => `${t(`grid:supply.utility.${utility}`)} · ${name}`
  return (
    <fieldset className="plan-layers">
      <legend className="unseen">{t('plan:layers.legend')}</legend>
      <label>
        <input
          type="checkbox"
          checked={showsLandmarks}
          onChange={event => set('landmarks', event.target.checked ? '1' : '')}
        />
        {t('plan:landmark.title')}
      </label>
      {showsLandmarks && mayDraw ? <Link to="/landmarks">{t('plan:layers.drawLandmarks')}</Link> : null}
      {areas.length === 0 ? null : (
        <select
          className="input"
          aria-label={t('grid:supply.title')}
          value={area?.supplyAreaId ?? ''}
          onChange={event => set('area', event.target.value)}
        >
          <option value="">{t('plan:layers.noArea')}</option>
          {areas.map(each => (
            <option key={each.supplyAreaId} value={each.supplyAreaId}>
              {called(each)}
            </option>
          ))}
        </select>
      )}
      {mayDraw && (area !== undefined || areas.length === 0) ? (
        <Link to="/supply">{t('plan:layers.drawAreas')}</Link>
      ) : null}
    </fieldset>
  )
}
