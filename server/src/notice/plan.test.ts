import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { TicketEvent } from '@onegrid/domain/ticket/events.ts'
import { runReactions } from '../jobs/outbox.ts'
import { type NoticeTown, openNoticeTown, personNumber, staff, tenantId, unitId } from './fixture/town.ts'
import { noticedEvents } from './plan.ts'
import { registerNoticeReactions } from './reactions.ts'

let town: NoticeTown
let back: () => void
before(async () => {
  town = await openNoticeTown()
  back = registerNoticeReactions(town.lookups)
})
after(async () => {
  back()
  await town.close()
})

type Row = { kind: string; person_id: string | null; contact_content_id: string | null; facts: Record<string, unknown> }

/** Kind and receiver of what the events added. */
async function told(ticketId: string, events: readonly TicketEvent[] = [], actorId?: string): Promise<string[]> {
  await runReactions(town.ports, tenantId)
  const before = await rows()
  if (events.length > 0) await town.tell(ticketId, events, actorId)
  await runReactions(town.ports, tenantId)
  const known = new Set(before.map(row => JSON.stringify(row)))
  return (await rows())
    .filter(row => !known.has(JSON.stringify(row)))
    .map(row => `${row.kind} ${nameOf(row)}`)
    .sort()
}

const rows = () =>
  town.rows<Row>('select notice_id, kind, person_id, contact_content_id, facts from notice order by notice_id')

function nameOf(row: Row): string {
  if (row.contact_content_id !== null) return 'contact'
  return Object.entries(staff).find(([, each]) => each.personId === row.person_id)?.[0] ?? row.person_id ?? ''
}

const at = '2022-09-26T00:30:00.000Z'
const hold = { amount: 1, unit: 'working_day' } as const
const words = { contentId: tenantId, digest: 'x' }
const toUnit = { kind: 'unit', unitId, assisting: [] } as const

describe('which events make which notices', () => {
  test('a report: the reporter gets number and promise, the leader of the small grid the work', async () => {
    const before = (await rows()).length
    await town.report({ phone: '13800000001' })
    await runReactions(town.ports, tenantId)
    const made = (await rows()).slice(before)
    assert.deepEqual(made.map(row => `${row.kind} ${nameOf(row)}`).sort(), [
      'ticket_received contact',
      'to_assess smallLeader',
    ])
    assert.equal(made[0]!.facts['dueAt'], '2022-09-28T09:00:00.000Z')
    assert.doesNotMatch(JSON.stringify(made), /13800000001/)
  })

  test('nobody hears of what he did himself', async () => {
    const ticketId = await town.report()
    await told(ticketId)
    const event: TicketEvent = { type: 'TicketReturned', at, by: staff.smallLeader.personId, reason: 'r', hold }
    assert.deepEqual(await told(ticketId, [event], staff.clerk.personId), ['returned smallLeader'])
    assert.deepEqual(await told(ticketId, [event], staff.smallLeader.personId), [])
  })

  test('dispatched to a unit: its clerk gets the work, the reporter the name of the unit', async () => {
    const ticketId = await town.report({ phone: '13800000002' })
    await told(ticketId)
    const dispatched: TicketEvent = {
      type: 'TicketDispatched',
      at,
      dispatchId: tenantId,
      to: toUnit,
      by: staff.smallLeader.personId,
      hold,
    }
    assert.deepEqual(await told(ticketId, [dispatched], staff.smallLeader.personId), [
      'assigned clerk',
      'ticket_dispatched contact',
    ])
    const [last] = (await rows()).filter(row => row.kind === 'ticket_dispatched').slice(-1)
    assert.deepEqual(last?.facts['holder'], { zh: '农业农村办', en: 'Agriculture office' })
  })

  test('escalation goes to the next leader, at night to the duty officer', async () => {
    const ticketId = await town.report()
    await told(ticketId)
    const up = { type: 'TicketEscalated', at, from: 'small', skipped: [], hold } as const
    assert.deepEqual(await told(ticketId, [{ ...up, to: 'medium', called: 'leader' }]), ['escalated mediumLeader'])
    assert.deepEqual(await told(ticketId, [{ ...up, to: 'large', called: 'duty_officer' }]), [
      'escalated_at_night dutyOfficer',
    ])
  })

  test('an order reaches those who may take it', async () => {
    const ticketId = await town.report()
    await told(ticketId)
    const order: TicketEvent = {
      type: 'OrderIssued',
      at,
      orderId: tenantId,
      by: staff.smallLeader.personId,
      need: words,
      needed: 2,
      closesAt: at,
    }
    assert.deepEqual(await told(ticketId, [order], staff.smallLeader.personId), ['order_open volunteer'])
  })

  test('handled, failed, reopened: reporter, verifier and holder in turn', async () => {
    const ticketId = await town.report({ phone: '13800000003' })
    const by = staff.clerk.personId
    await told(ticketId, [
      { type: 'TicketDispatched', at, dispatchId: tenantId, to: toUnit, by: staff.smallLeader.personId, hold },
      { type: 'TicketAcknowledged', at, by, hold },
    ])
    const completed: TicketEvent = { type: 'TicketCompleted', at, by, words, photos: [], hold }
    assert.deepEqual(await told(ticketId, [completed], by), ['ticket_handled contact', 'to_verify smallLeader'])
    const failed: TicketEvent = {
      type: 'VerificationFailed',
      at,
      by: staff.smallLeader.personId,
      byReporter: false,
      words,
      hold,
    }
    assert.deepEqual(await told(ticketId, [failed], staff.smallLeader.personId), ['rework clerk'])
    const verified: TicketEvent = { type: 'TicketVerified', at, by: staff.smallLeader.personId, byReporter: false }
    assert.deepEqual(await told(ticketId, [completed, verified], staff.smallLeader.personId), [
      'ticket_handled contact',
      'ticket_resolved contact',
    ])
    const reopened: TicketEvent = { type: 'TicketReopened', at, by: 'reporter', words, status: 'accepted', hold }
    assert.deepEqual(await told(ticketId, [reopened]), [
      'reopened clerk',
      'reopened smallLeader',
      'ticket_reopened contact',
    ])
  })

  test('about cadres: only the centre and the reporter hear, whom it concerns never, and no category is said', async () => {
    const before = (await rows()).length
    await town.report({
      phone: '13800000004',
      confidentiality: 'cadre',
      level: 'large',
      concerned: [staff.centre.personId],
    })
    const ticketId = await town.report({
      phone: '13800000005',
      confidentiality: 'cadre',
      level: 'large',
      concerned: [staff.smallLeader.personId],
    })
    await runReactions(town.ports, tenantId)
    const made = (await rows()).slice(before)
    assert.deepEqual(
      made.map(row => `${row.kind} ${nameOf(row)}`),
      ['ticket_received contact', 'ticket_received contact', 'to_assess centre'],
    )
    for (const row of made) assert.deepEqual(Object.keys(row.facts).sort(), ['dueAt', 'number'])
    const dispatched: TicketEvent = {
      type: 'TicketDispatched',
      at,
      dispatchId: tenantId,
      to: toUnit,
      by: staff.centre.personId,
      hold,
    }
    assert.deepEqual(await told(ticketId, [dispatched], staff.centre.personId), ['ticket_dispatched contact'])
    const [last] = (await rows()).slice(-1)
    assert.equal('holder' in last!.facts, false)
  })

  test('the same event again gives no second notice', async () => {
    const ticketId = await town.report({ phone: '13800000006' })
    await told(ticketId)
    const count = (await rows()).length
    await town.ports.database.write(tenantId, tx =>
      tx.query('delete from reaction_done where tenant_id = $1', [tenantId]),
    )
    await town.ports.database.write(tenantId, tx =>
      tx.query('update outbox set done_at = null where tenant_id = $1 and stream_id = $2', [tenantId, ticketId]),
    )
    await runReactions(town.ports, tenantId)
    assert.equal((await rows()).length, count)
  })

  test('a reporter known as a person is told as one; an anonymous one by nobody', async () => {
    const resident = personNumber(50)
    const before = (await rows()).length
    await town.report({ reporter: { anonymous: false, personId: resident } })
    await town.report()
    await runReactions(town.ports, tenantId)
    const made = (await rows()).slice(before).map(row => `${row.kind} ${nameOf(row)}`)
    // The resident reported himself and still gets the receipt: it is what he reported for.
    assert.deepEqual(made, [`ticket_received ${resident}`, 'to_assess smallLeader', 'to_assess smallLeader'])
  })

  test('every event that the plan knows is asked for', () => {
    assert.equal(new Set(noticedEvents).size, noticedEvents.length)
  })
})
