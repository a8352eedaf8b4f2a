/** The team that stands behind the story's cast: the roster's file through the real import, then the Party groups. */

import type { Ports } from '@onegrid/server/app.ts'
import type { GridPlan } from '@onegrid/server/grid/commands.ts'
import { gridIndex } from '@onegrid/server/grid/grid-index.ts'
import type { Asking } from '@onegrid/server/team/asking.ts'
import { changePartyGroups } from '@onegrid/server/team/party-groups.ts'
import { type BroughtIn, bringInRoster } from './mending.ts'
import { exampleRoster, type PartyGroupWish } from './people.ts'
import { rosterFile, rosterFileName } from './workbook.ts'

export async function bringInTeam(
  ports: Ports,
  asking: (commandId: string) => Asking,
  plan: Required<GridPlan>,
): Promise<BroughtIn> {
  const roster = exampleRoster(plan)
  const done = await bringInRoster(ports, asking, { name: rosterFileName, bytes: rosterFile(plan, roster) })
  await foundPartyGroups(ports, asking('party-groups'), roster.partyGroups)
  return done
}

/** Who leads a group stands in the list: his post is at the first of its grids. */
async function foundPartyGroups(ports: Ports, asking: Asking, groups: readonly PartyGroupWish[]): Promise<void> {
  const { tenantId } = asking.town
  const { tree } = await gridIndex(ports, tenantId)
  const idOf = new Map(tree.grids.map(grid => [grid.code, grid.gridId]))
  const leaders = await ports.database.read(tenantId, tx =>
    tx.query<{ person_id: string; grid_id: string }>(
      "select person_id, grid_id from post where tenant_id = $1 and kind = 'party_group_leader'",
      [tenantId],
    ),
  )
  const leaderAt = new Map(leaders.map(row => [row.grid_id, row.person_id]))
  const items = groups.map(({ name, groups: codes }) => {
    const gridIds = codes.map(code => idOf.get(code)!)
    return { name, gridIds, leaderId: leaderAt.get(gridIds[0]!)! }
  })
  await changePartyGroups(ports, asking, { version: 0, items }, async () => tree)
}
