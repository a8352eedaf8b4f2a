import { type Actor, holdsRole, personOf, postsOf } from '../../kernel/actor.ts'
import { plainLine } from '../../kernel/line.ts'
import { demand, Refusal } from '../../kernel/refusal.ts'
import { type ReportIn, type ReportInDraft, type ReportInState, reportInKinds, timeSlots } from './report-in.ts'

/** What the town knows and a draft is held against. */
export type Ground = {
  /** Codes of the town's menu of needs. */
  readonly skills: ReadonlySet<string>
  /** The village of a village or small grid in force; undefined for anything else. */
  villageOf(gridId: string): string | undefined
}

const wordsMost = 200

/** @throws Refusal field_invalid with the pointer, not_signed_in */
export function decideReportIn(
  actor: Actor,
  draft: ReportInDraft,
  ground: Ground,
  before?: ReportIn,
): {
  readonly personId: string
  readonly kept: ReportInDraft
  readonly villageId: string
  readonly state: ReportInState
} {
  const personId = personOf(actor)
  demand(personId !== undefined, 'not_signed_in')
  if (!reportInKinds.includes(draft.kind)) refuse('/kind', reportInKinds.join(', '), '须为党员或单位')
  const villageId = ground.villageOf(draft.gridId)
  if (villageId === undefined) refuse('/gridId', 'a village or group of this town', '须为本镇的村或小组')
  const unitName = plainLine(draft.unitName ?? '')
  if (draft.kind === 'unit' && !unitName) refuse('/unitName', 'the name of the unit', '请填写单位名称')
  const unknown = draft.skills.find(code => !ground.skills.has(code))
  // A code that the town has taken off its menu since stays with whoever ticked it before.
  if (unknown !== undefined && !before?.skills.includes(unknown))
    refuse('/skills', `known skills, not “${unknown}”`, '须为本镇需求清单里的项目')
  const words = plainLine(draft.words ?? '')
  if (draft.skills.length === 0 && !words)
    refuse('/skills', 'at least one tick, or a few words', '请至少选一项，或写一句能帮什么')
  if ([...words].length > wordsMost) refuse('/words', `at most ${wordsMost} characters`, `最多${wordsMost}字`)
  const kept: ReportInDraft = {
    kind: draft.kind,
    gridId: draft.gridId,
    ...(draft.kind === 'unit' && unitName ? { unitName } : {}),
    skills: [...new Set(draft.skills)],
    times: timeSlots.filter(slot => draft.times.includes(slot)),
    ...(words ? { words } : {}),
  }
  return { personId, kept, villageId: villageId!, state: stateAfter(before, kept, villageId!) }
}

/** Whom a leader has confirmed he has confirmed in that village and for that unit; what is offered changes freely. */
function stateAfter(before: ReportIn | undefined, draft: ReportInDraft, villageId: string): ReportInState {
  if (before?.state !== 'confirmed') return 'reported'
  return before.villageId === villageId && before.unitName === draft.unitName ? 'confirmed' : 'reported'
}

function refuse(pointer: string, expected: string, expectedZh: string): never {
  throw new Refusal('field_invalid', { pointer, expected, expectedZh })
}

/** Who leads where it was reported, or the town's centre and administrator. */
export function mayDecideOn(actor: Actor, place: Pick<ReportIn, 'gridId' | 'villageId'>): boolean {
  if (seesEveryReportIn(actor)) return true
  const holdsAt = (role: 'medium_leader' | 'village_worker' | 'small_leader', gridId: string) =>
    postsOf(actor, role).some(post => post.gridId === gridId)
  return (
    holdsAt('medium_leader', place.villageId) ||
    holdsAt('village_worker', place.villageId) ||
    holdsAt('small_leader', place.gridId)
  )
}

export function seesEveryReportIn(actor: Actor): boolean {
  return holdsRole(actor, 'town_administrator', 'centre')
}

/** Where this person decides on report-ins; `town` for everywhere. @throws Refusal not_signed_in, not_permitted */
export function reportInScope(actor: Actor): 'town' | readonly string[] {
  demand(personOf(actor) !== undefined, 'not_signed_in')
  if (seesEveryReportIn(actor)) return 'town'
  const led = (['medium_leader', 'village_worker', 'small_leader'] as const).flatMap(role => postsOf(actor, role))
  const gridIds = led.flatMap(post => (post.gridId === undefined ? [] : [post.gridId]))
  demand(gridIds.length > 0, 'not_permitted', { who: ['medium_leader', 'village_worker', 'small_leader', 'centre'] })
  return [...new Set(gridIds)]
}

/**
 * Confirmed: "we know each other, you will hear from us". Declined: with words to the person.
 * @throws Refusal not_found (of another's grid he learns nothing), own_matter, report_in_answered
 */
export function decideAnswer(actor: Actor, reportIn: ReportIn | undefined, answer: 'confirmed' | 'declined'): void {
  demand(personOf(actor) !== undefined, 'not_signed_in')
  demand(reportIn !== undefined && mayDecideOn(actor, reportIn), 'not_found')
  demand(reportIn.personId !== personOf(actor), 'own_matter', { action: answer })
  demand(reportIn.state === 'reported', 'report_in_answered', { state: reportIn.state })
}

/** Everybody withdraws his own, in whatever state; of another's he learns nothing. @throws Refusal not_found */
export function decideWithdrawal(actor: Actor, reportIn: ReportIn | undefined): void {
  demand(personOf(actor) !== undefined, 'not_signed_in')
  demand(reportIn !== undefined && reportIn.personId === personOf(actor), 'not_found')
}
