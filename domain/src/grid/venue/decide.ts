import { plainLine } from '../../kernel/line.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { GridTree } from '../tree.ts'
import { dayKinds, type Hours, type Span, type Venue } from './venue.ts'

/** A venue as somebody wrote it, before it has an id. */
export type VenueDraft = Omit<Venue, 'venueId' | 'code' | 'version'>

export const venueRules = ['name_empty', 'grid_unknown', 'centre_not_town', 'span_wrong', 'place_half'] as const
export type VenueRule = (typeof venueRules)[number]

/** The draft as it will be kept. @throws Refusal field_invalid with the field, its pointer and the rule */
export function decideVenue(tree: GridTree, draft: VenueDraft): VenueDraft {
  const refuse = (field: string, rule: VenueRule): never => {
    throw new Refusal('field_invalid', { field: field.split('/')[0] ?? field, pointer: `/${field}`, rule })
  }
  const name = plainLine(draft.name)
  if (name === '') refuse('name', 'name_empty')
  const grid = tree.find(draft.gridId)
  if (grid === undefined) return refuse('gridId', 'grid_unknown')
  if (draft.kind === 'town_centre' && grid.level !== 'large') refuse('gridId', 'centre_not_town')
  if ((draft.lon === undefined) !== (draft.lat === undefined)) refuse('lon', 'place_half')
  for (const day of dayKinds) checkSpans(draft.hours[day], place => refuse(`hours/${day}/${place}`, 'span_wrong'))
  return { ...draft, name, doings: draft.doings.map(plainLine).filter(line => line !== '') }
}

/** In order, none empty, none touching the one before: otherwise “open until” would lie. */
function checkSpans(spans: readonly Span[], refuse: (place: number) => never): void {
  spans.forEach(({ from, to }, place) => {
    if (from >= to || (place > 0 && from <= spans[place - 1]!.to)) refuse(place)
  })
}

/** What a new venue is open for until somebody says otherwise: the hours of the office. */
export const officeHours: Hours = {
  workday: [
    { from: '08:30', to: '12:00' },
    { from: '14:30', to: '17:30' },
  ],
  restday: [],
  holiday: [],
}
