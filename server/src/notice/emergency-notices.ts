import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { hearing } from '@onegrid/domain/team/emergency/decide.ts'
import type { EmergencyKind, EmergencyLevel } from '@onegrid/domain/team/emergency/emergency.ts'
import type { Named } from '@onegrid/domain/ticket/catalogue.ts'
import type { Tx } from '../database/database.ts'
import { registerReaction } from '../jobs/reactions.ts'
import type { NoticeFacts, NoticeKind } from './kinds.ts'
import type { Lookups } from './lookups.ts'
import { notify } from './notify.ts'

const kinds: Readonly<Record<string, NoticeKind>> = {
  EmergencyStarted: 'emergency_started',
  EmergencyLevelChanged: 'emergency_level',
  EmergencyEnded: 'emergency_ended',
}

const hazards: Readonly<Record<EmergencyKind, Named>> = {
  typhoon: { zh: '防台风', en: 'typhoon' },
  flood: { zh: '防汛', en: 'flood' },
  landslide: { zh: '地质灾害', en: 'landslide' },
  forest_fire: { zh: '森林防火', en: 'forest fire' },
  heat: { zh: '高温', en: 'heat' },
  cold: { zh: '防寒', en: 'cold' },
  other: { zh: '突发事件', en: 'emergency' },
}
const stages: Readonly<Record<EmergencyLevel, Named>> = {
  4: { zh: '四级', en: 'IV' },
  3: { zh: '三级', en: 'III' },
  2: { zh: '二级', en: 'II' },
  1: { zh: '一级', en: 'I' },
}

/** Villages are called, not left to find the switch thrown. @returns the way back */
export function registerEmergencyNotices(lookups: Lookups): () => void {
  return registerReaction('emergency-notices', Object.keys(kinds), async (tx, event, ports) => {
    const kind = kinds[event.type]
    if (event.streamKind !== 'emergency' || kind === undefined) return
    const facts = factsOf(event.payload)
    const people = await hearers(tx, lookups, event.occurredAt)
    const told = people.filter(personId => personId !== event.actorId)
    await notify(
      tx,
      ports,
      told.map(personId => ({ to: { personId }, kind, facts, dedupeKey: `${event.eventId} ${kind} ${personId}` })),
    )
  })
}

function factsOf(payload: Readonly<Record<string, unknown>>): NoticeFacts {
  const hazard = hazards[payload['kind'] as EmergencyKind]
  const stage = stages[payload['level'] as EmergencyLevel]
  return { ...(hazard === undefined ? {} : { hazard }), ...(stage === undefined ? {} : { stage }) }
}

async function hearers(tx: Tx, lookups: Lookups, at: Instant): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const role of hearing)
    for (const { personId } of await lookups.findPeopleFor(tx, { role, at })) found.add(personId)
  return [...found]
}
