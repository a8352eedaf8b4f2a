import type { GridTreeWire, GridWire, MapSettingsWire, OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { VenueBody, VenueWire } from '@onegrid/domain/grid/venue/contract.ts'
import { officeHours } from '@onegrid/domain/grid/venue/decide.ts'
import { useGet, usePages } from '../../api/queries.ts'

export function useVenues(filter: { readonly gridId?: string; readonly kind?: string }) {
  return usePages<VenueWire>(['venue', 'list'], '/venues', filter, 100)
}
export function useVenue(venueId: string | undefined) {
  return useGet<VenueWire>(['venue', 'one', venueId], `/venues/${venueId ?? ''}`, {}, venueId !== undefined)
}
export function useGridList(): readonly GridWire[] | undefined {
  return useGet<GridTreeWire>(['grid', 'tree'], '/grids').data?.items
}
export function useTownMap() {
  const outlines = useGet<OutlinesWire>(['grid', 'outlines'], '/grids/outlines').data
  const base = useGet<MapSettingsWire>(['settings', 'map'], '/map-settings').data?.base
  return { outlines: outlines?.features, base }
}

/** What a new venue begins with. */
export function newVenue(townId: string): VenueBody {
  const { workday, restday, holiday } = officeHours
  return {
    kind: 'service_centre',
    name: '',
    gridId: townId,
    hours: { workday: [...workday], restday: [...restday], holiday: [...holiday] },
    doings: [],
    public: true,
  }
}

export function bodyOf({
  venueId: _id,
  code: _code,
  gridNames: _names,
  personName: _name,
  version: _v,
  ...body
}: VenueWire) {
  return body satisfies VenueBody
}
