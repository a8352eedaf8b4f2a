import { registerReaction } from '../jobs/reactions.ts'
import type { NoticeKind } from './kinds.ts'
import { notify } from './notify.ts'

const kinds: Readonly<Record<string, NoticeKind>> = {
  DutySwapAsked: 'swap_asked',
  DutySwapAgreed: 'swap_agreed',
  DutySwapEnded: 'swap_ended',
}

/** Of a swap the other one of the two is told: who is asked that he is, who asked what came of it. @returns the way back */
export function registerDutyNotices(): () => void {
  return registerReaction('duty-notices', Object.keys(kinds), async (tx, event, ports) => {
    const kind = kinds[event.type]
    const { personId, day } = event.payload
    if (event.streamKind !== 'duty_swap' || kind === undefined) return
    if (typeof personId !== 'string' || typeof day !== 'string') return
    const dedupeKey = `${event.eventId} ${kind} ${personId}`
    await notify(tx, ports, [{ to: { personId }, kind, facts: { duty: dayWords(day) }, dedupeKey }])
  })
}

/** The day as the town's roster says it; it has no hour and no zone. */
function dayWords(day: string) {
  const [, month, date] = day.split('-').map(Number)
  const en = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' })
  return { zh: `${month}月${date}日`, en: en.format(new Date(`${day}T00:00:00Z`)) }
}
