import { type Catalogue, findSubcategory, type Subcategory } from '@onegrid/domain/ticket/catalogue.ts'
import type { Report } from '../intake.ts'
import type { Draft } from './draft.ts'

export const steps = {
  what: '/report',
  kind: '/report/kind',
  place: '/report/place',
  group: '/report/group',
  spot: '/report/spot',
  near: '/report/near',
  contact: '/report/contact',
  check: '/report/check',
  done: '/report/done',
} as const
export type Step = keyof typeof steps
/** No question of its own: what the first one shows while it is being answered. */
export const alikeAddress = '/report/alike'

/** The first question that has no answer yet; whoever changed one answer comes straight back to the check. */
export function nextStep(draft: Draft, catalogue: Catalogue): Step {
  if (draft.words === undefined) return 'what'
  if (draft.subcategory === undefined && draft.need === undefined) return 'kind'
  if (draft.placed === undefined) return 'place'
  if (draft.placed === 'village') return 'group'
  if (draft.placed === 'group') return 'spot'
  if (draft.same === undefined) return 'near'
  if (draft.contact === undefined) return 'contact'
  if (draft.contact === 'anonymous' && !mayBeAnonymous(draft, catalogue)) return 'contact'
  return 'check'
}

/** Whether a later page may be opened: everything before it is answered. */
export function mayOpen(step: Step, draft: Draft, catalogue: Catalogue): boolean {
  const order = Object.keys(steps)
  return order.indexOf(step) <= order.indexOf(nextStep(draft, catalogue))
}

export function kindOf(draft: Draft, catalogue: Catalogue): Subcategory | undefined {
  const need = catalogue.needs.find(each => each.code === draft.need && !each.retired)
  const kind = findSubcategory(catalogue, draft.subcategory || need?.subcategory)
  return kind?.retired ? undefined : kind
}

export function mayBeAnonymous(draft: Draft, catalogue: Catalogue): boolean {
  return kindOf(draft, catalogue)?.anonymousAllowed === true
}

export function placeBefore({ placed, villageId }: Draft): Step {
  return placed !== undefined && villageId !== undefined ? 'group' : 'place'
}

export function placeIn(draft: Draft): NonNullable<Report['place']> {
  const { groupId, villageId, landmarkId, placeWords, lon, lat } = draft
  const gridId = groupId ?? villageId
  return {
    ...(gridId === undefined ? {} : { gridId }),
    ...(landmarkId === undefined ? {} : { landmarkId }),
    ...(lon === undefined || lat === undefined ? {} : { lon, lat, system: 'wgs84' }),
    ...(placeWords === undefined ? {} : { words: placeWords as never }),
  }
}

/**
 * The draft as the intake takes it. Only staff can join two matters, so what the person said about it goes along in the
 * text, where the leader who assesses sees it beside the suggested duplicates.
 */
export function reportFrom(draft: Draft, catalogue: Catalogue): Report {
  const { same } = draft
  const remark = same === undefined || same === '' || same === 'none' ? '' : `\n(反映人认为与 ${same} 是同一件)`
  const kind = kindOf(draft, catalogue)
  return {
    source: 'resident',
    words: `${draft.words}${remark}` as never,
    place: placeIn(draft),
    ...(draft.need === undefined ? (kind === undefined ? {} : { subcategory: kind.code }) : { need: draft.need }),
    ...(draft.photos === undefined || draft.photos.length === 0 ? {} : { photos: [...draft.photos] }),
    ...(draft.contact === 'anonymous' ? { anonymous: true } : {}),
    ...(draft.contact === 'phone' ? { phone: draft.phone as never } : {}),
    ...(draft.contact !== 'anonymous' && draft.name ? { name: draft.name as never } : {}),
    ...(draft.without === true ? { passWithoutName: true } : {}),
    ...(draft.behalf === true ? { forAnother: true } : {}),
    ...(draft.aboutStaff === true ? { aboutStaff: true } : {}),
  }
}
