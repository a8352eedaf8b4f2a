/** 换班: two colleagues agree; the roster follows when the other says yes, and neither needs the office for it. */
import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { SwapWire } from '@onegrid/domain/team/emergency/contract.ts'
import { decideSwap, type SwapDraft } from '@onegrid/domain/team/emergency/decide.ts'
import type { Tx } from '../../database/database.ts'
import { runCommand } from '../../journal/command.ts'
import { append, headOf } from '../../journal/journal.ts'
import { type Asking, entryOf, type TeamPorts } from '../asking.ts'
import { demandPostHolders } from '../queries.ts'

type Swap = SwapDraft & { readonly swapId: string }

/** The days of both, locked: of two answers at the same moment the second sees the first. */
async function standing(tx: Tx, { day, otherDay }: Pick<SwapDraft, 'day' | 'otherDay'>) {
  const rows = await tx.query<{ day: LocalDate; person_id: string }>(
    'select day, person_id from duty where tenant_id = $1 and day = any($2::date[]) order by day, person_id for update',
    [tx.tenantId, otherDay === undefined ? [day] : [day, otherDay]],
  )
  return (personId: string, on: LocalDate) => rows.some(row => row.day === on && row.person_id === personId)
}

/** Who has to know learns it from the journal's event; the roster itself stands in its own rows. */
async function tell(
  tx: Tx,
  ports: TeamPorts,
  asking: Asking,
  swapId: string,
  event: {
    readonly type: 'DutySwapAsked' | 'DutySwapAgreed' | 'DutySwapEnded'
    readonly personId: string
    readonly day: LocalDate
  },
): Promise<void> {
  const stream = { kind: 'duty_swap', id: swapId }
  const entry = entryOf(ports, asking)
  await append(tx, ports.ids, stream, await headOf(tx, stream), [{ ...event, at: entry.recordedAt }], entry)
}

async function hasAccount(tx: Tx, personId: string): Promise<boolean> {
  const [person] = await tx.query<{ joined: boolean }>(
    'select joined_at is not null as joined from person where tenant_id = $1 and person_id = $2',
    [tx.tenantId, personId],
  )
  return person?.joined === true
}

function demandSelf({ actor }: Asking): string {
  const personId = personOf(actor)
  demand(personId !== undefined && actor.kind === 'person', 'not_signed_in')
  return personId
}

export function askSwap(
  ports: TeamPorts,
  asking: Asking,
  wish: { readonly day: LocalDate; readonly withPersonId: string; readonly otherDay?: LocalDate },
): Promise<{ swapId: string }> {
  const personId = demandSelf(asking)
  const recordedAt = ports.clock.now()
  const { tenantId, zone } = asking.town
  const asked = { verb: 'askDutySwap', by: personId, wish }
  return runCommand(ports.database, { tenantId, commandId: asking.commandId, asked, recordedAt }, async tx => {
    await demandPostHolders(tx, [wish.withPersonId])
    demand(await hasAccount(tx, wish.withPersonId), 'swap_without_account', { pointer: '/withPersonId' })
    const swap: Swap = { ...wish, personId, swapId: ports.ids.id() }
    decideSwap(swap, localDate(zone, recordedAt), await standing(tx, swap))
    await tx.query(
      `insert into duty_swap (tenant_id, swap_id, day, person_id, with_person_id, other_day, asked_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.tenantId, swap.swapId, swap.day, personId, swap.withPersonId, swap.otherDay ?? null, recordedAt],
    )
    await tell(tx, ports, asking, swap.swapId, { type: 'DutySwapAsked', personId: swap.withPersonId, day: swap.day })
    return { swapId: swap.swapId }
  })
}

/** Yes by the colleague changes the roster; no by either of the two ends it. */
export function answerSwap(
  ports: TeamPorts,
  asking: Asking,
  swapId: string,
  accept: boolean,
): Promise<{ accepted: boolean }> {
  const personId = demandSelf(asking)
  const recordedAt = ports.clock.now()
  const { tenantId, zone } = asking.town
  const asked = { verb: 'answerDutySwap', by: personId, swapId, accept }
  return runCommand(ports.database, { tenantId, commandId: asking.commandId, asked, recordedAt }, async tx => {
    const [row] = await tx.query<{
      day: LocalDate
      person_id: string
      with_person_id: string
      other_day: LocalDate | null
    }>(
      `select day, person_id, with_person_id, other_day from duty_swap
        where tenant_id = $1 and swap_id = $2 and answered_at is null for update`,
      [tx.tenantId, swapId],
    )
    const mine = row !== undefined && [row.person_id, row.with_person_id].includes(personId)
    if (!mine) throw new Refusal('not_found', { swapId })
    const swap: Swap = {
      swapId,
      day: row.day,
      personId: row.person_id,
      withPersonId: row.with_person_id,
      ...(row.other_day === null ? {} : { otherDay: row.other_day }),
    }
    if (accept) {
      demand(personId === swap.withPersonId, 'not_permitted', { who: ['the colleague who was asked'] })
      decideSwap(swap, localDate(zone, recordedAt), await standing(tx, swap))
      await changePlaces(tx, swap.day, swap.personId, swap.withPersonId)
      if (swap.otherDay !== undefined) await changePlaces(tx, swap.otherDay, swap.withPersonId, swap.personId)
    }
    await tx.query('update duty_swap set answered_at = $3, accepted = $4 where tenant_id = $1 and swap_id = $2', [
      tx.tenantId,
      swapId,
      recordedAt,
      accept,
    ])
    const other = personId === swap.personId ? swap.withPersonId : swap.personId
    await tell(tx, ports, asking, swapId, {
      type: accept ? 'DutySwapAgreed' : 'DutySwapEnded',
      personId: other,
      day: swap.day,
    })
    return { accepted: accept }
  })
}

async function changePlaces(tx: Tx, day: LocalDate, from: string, to: string): Promise<void> {
  await tx.query('update duty set person_id = $4 where tenant_id = $1 and day = $2 and person_id = $3', [
    tx.tenantId,
    day,
    from,
    to,
  ])
}

type Listed = {
  readonly personId: string
  readonly all: boolean
  readonly today: LocalDate
  readonly from?: LocalDate
  readonly until?: LocalDate
}
type Missable = 'otherDay' | 'personName' | 'withPersonName' | 'agreedAt'

/**
 * What waits for an answer, of one's own or, for who keeps the roster, of all; days that are over wait for nothing. With a
 * range also what was agreed for its days.
 */
export async function listSwaps(tx: Tx, { personId, all, today, from, until }: Listed): Promise<{ items: SwapWire[] }> {
  const rows = await tx.query<Omit<SwapWire, Missable> & { [F in Missable]: string | null }>(
    `select swap_id as "swapId", day, duty_swap.person_id as "personId", one.name as "personName",
            with_person_id as "withPersonId", other.name as "withPersonName", other_day as "otherDay", asked_at as "askedAt",
            answered_at as "agreedAt"
       from duty_swap
       join person one on one.tenant_id = duty_swap.tenant_id and one.person_id = duty_swap.person_id
       join person other on other.tenant_id = duty_swap.tenant_id and other.person_id = with_person_id
      where duty_swap.tenant_id = $1 and ($4 or duty_swap.person_id = $3 or with_person_id = $3)
        and ((answered_at is null and day >= $2)
          or (accepted and $5::date is not null and (day between $5 and $6 or other_day between $5 and $6)))
      order by day, swap_id limit 200`,
    [tx.tenantId, today, personId, all, from ?? null, until ?? null],
    'duty-swaps',
  )
  return {
    items: rows.map(({ otherDay, personName, withPersonName, agreedAt, ...row }) => ({
      ...row,
      ...(otherDay === null ? {} : { otherDay }),
      ...(personName === null ? {} : { personName }),
      ...(withPersonName === null ? {} : { withPersonName }),
      ...(agreedAt === null ? {} : { agreedAt }),
    })),
  }
}
