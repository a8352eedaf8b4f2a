import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { plainLine } from '@onegrid/domain/kernel/line.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { ReportInBody } from '@onegrid/domain/team/report-in/contract.ts'
import { decideAnswer, decideReportIn, decideWithdrawal } from '@onegrid/domain/team/report-in/decide.ts'
import type { ReportInKind } from '@onegrid/domain/team/report-in/report-in.ts'
import type { Tx } from '../../database/database.ts'
import { gridIndex } from '../../grid/grid-index.ts'
import { append, headOf } from '../../journal/journal.ts'
import { type Asking, entryOf, runTeamCommand, type TeamPorts } from '../asking.ts'
import { personName } from '../queries.ts'
import { forgetHelper } from './activity-store.ts'
import { findConfirmedOf } from './queries.ts'
import {
  deleteReportIn,
  findOwnForChange,
  findReportInForChange,
  keepReportIn,
  nameWhoHasNone,
  setAnswer,
} from './store.ts'

/** The town's menu of needs lies with the ticket slice: what residents ask for is what helpers offer. */
export type ReportInPorts = TeamPorts & {
  skillsOf(tenantId: string, tx: Tx): Promise<ReadonlySet<string>>
}

/** The journal says who reported in where and when it ended: not what he offers, not that he is of the Party. */
async function tell(
  tx: Tx,
  ports: TeamPorts,
  asking: Asking,
  reportInId: string,
  type: string,
  facts: object = {},
): Promise<void> {
  const stream = { kind: 'report_in', id: reportInId }
  const entry = entryOf(ports, asking)
  await append(tx, ports.ids, stream, await headOf(tx, stream), [{ type, at: entry.recordedAt, ...facts }], entry)
}

/** By himself, as a Party member or for his unit; said again it takes the place of what he said before. */
export function reportIn(
  ports: ReportInPorts,
  asking: Asking,
  kind: ReportInKind,
  body: ReportInBody,
): Promise<{ reportInId: string; state: string }> {
  return runTeamCommand(ports, asking, 'reportIn', { kind, ...body }, async tx => {
    const { tenantId } = asking.town
    const { tree } = await gridIndex(ports, tenantId, tx)
    const own = personOf(asking.actor)
    const before = own === undefined ? undefined : await findOwnForChange(tx, own, kind)
    const { name, gridId, ...said } = body
    const ground = {
      skills: await ports.skillsOf(tenantId, tx),
      villageOf: (wanted: string) => (tree.find(wanted) === undefined ? undefined : tree.pathOf(wanted).medium),
    }
    const draft = { ...said, kind, gridId: gridId.toLowerCase() }
    const { personId, kept, villageId, state } = decideReportIn(asking.actor, draft, ground, before)
    await nameOf(tx, personId, name)
    const reportInId = before?.reportInId ?? ports.ids.id()
    await keepReportIn(tx, { ...kept, reportInId, personId, villageId, state, reportedAt: ports.clock.now() })
    await tell(tx, ports, asking, reportInId, before === undefined ? 'ReportedIn' : 'ReportInChanged', {
      gridId: kept.gridId,
    })
    return { reportInId, state }
  })
}

/** A leader confirms somebody, not a number. @throws Refusal field_invalid where nobody knows a name */
async function nameOf(tx: Tx, personId: string, said: string | undefined): Promise<void> {
  const name = plainLine(said ?? '')
  if (name) await nameWhoHasNone(tx, personId, name)
  else if ((await personName(tx, personId)) === undefined)
    throw new Refusal('field_invalid', { pointer: '/name', expected: 'your name', expectedZh: '请填写姓名' })
}

export function answerReportIn(
  ports: TeamPorts,
  asking: Asking,
  reportInId: string,
  answer: { readonly state: 'confirmed' } | { readonly state: 'declined'; readonly words: string },
): Promise<{ reportInId: string; state: string }> {
  const verb = answer.state === 'confirmed' ? 'confirmReportIn' : 'declineReportIn'
  return runTeamCommand(ports, asking, verb, { reportInId, answer }, async tx => {
    const found = await findReportInForChange(tx, reportInId)
    decideAnswer(asking.actor, found, answer.state)
    const words = answer.state === 'declined' ? plainLine(answer.words) : undefined
    if (words === '')
      throw new Refusal('field_invalid', { pointer: '/answer', expected: 'a few words', expectedZh: '请写一句原因' })
    await setAnswer(tx, found!.reportInId, answer.state, words)
    const type = answer.state === 'confirmed' ? 'ReportInConfirmed' : 'ReportInDeclined'
    await tell(tx, ports, asking, found!.reportInId, type)
    return { reportInId: found!.reportInId, state: answer.state }
  })
}

/** In one step, whenever he likes, without a reason; what he offered and wrote is deleted with it. */
export function withdrawReportIn(
  ports: TeamPorts,
  asking: Asking,
  reportInId: string,
): Promise<{ reportInId: string }> {
  return runTeamCommand(ports, asking, 'withdrawReportIn', { reportInId }, async tx => {
    const found = await findReportInForChange(tx, reportInId)
    decideWithdrawal(asking.actor, found)
    await deleteReportIn(tx, found!.reportInId)
    if ((await findConfirmedOf(tx, found!.personId)).length === 0) await forgetHelper(tx, found!.personId)
    await tell(tx, ports, asking, found!.reportInId, 'ReportInWithdrawn')
    return { reportInId: found!.reportInId }
  })
}
