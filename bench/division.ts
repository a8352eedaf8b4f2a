/**
 * A whole new division of a town with 144 small grids: what checking, saving and adopting it takes, and how long ten thousand
 * open matters need to follow. Every small grid ends and another one with other borders begins, so that nothing is spared.
 * Aim: adopted in 2 s.
 */
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { systemClock } from '@onegrid/server/clock.ts'
import { adoptPlan } from '@onegrid/server/grid/plan/adopt.ts'
import { onDivisionFollowed } from '@onegrid/server/grid/plan/change.ts'
import { changePlan, createPlan } from '@onegrid/server/grid/plan/commands.ts'
import { groundOn } from '@onegrid/server/grid/plan/ground.ts'
import { sweepDivisions } from '@onegrid/server/grid/plan/in-force.ts'
import { Intake } from '@onegrid/server/ticket/intake.ts'
import { openApplication } from './application.ts'
import { benchTownCode, plantBenchTown } from './bench-town.ts'
import { openBenchGround } from './ground.ts'
import { inventor } from './report-texts.ts'
import type { Emit } from './row.ts'

const tickets = Number(process.env['BENCH_TICKETS'] ?? 10_000)
const batch = 50

export async function run(emit: Emit): Promise<void> {
  const ground = await openBenchGround({ clock: systemClock() })
  const { ports } = ground
  // Before and after what the application itself lets follow.
  let [begun, ended] = [0, 0]
  onDivisionFollowed(async () => {
    if (begun === 0) begun = performance.now()
    return true
  })
  const application = await openApplication(ports, new Map())
  onDivisionFollowed(async () => {
    ended = performance.now()
    return true
  })
  try {
    const town = await plantBenchTown(ports)
    const { tenantId } = town
    const posts = [{ postId: ports.ids.id(), role: 'town_administrator', from: '2010-01-01' }] as const
    const administrator = { kind: 'person', personId: town.centre.personId, posts } as const
    const asking = () => ({ tenantId, actor: administrator, commandId: ports.ids.id() })
    const intake = new Intake(ports)
    const invent = inventor(2022)
    for (let made = 0; made < tickets; made += batch)
      await Promise.all(
        Array.from({ length: batch }, async () => {
          const { words, subcategory, lon, lat } = invent()
          const report = { words, subcategory, place: { lon, lat }, anonymous: true }
          const acting = { tenantId, actor: { kind: 'anonymous' }, commandId: ports.ids.id() } as const
          await intake.receive(acting, benchTownCode, report as Parameters<Intake['receive']>[2])
        }),
      )

    const { division } = await ports.database.read(tenantId, tx => groundOn(tx, ports.clock))
    const drawn = pushedBorders(division)
    const checking = performance.now()
    const errors = faultsOf(drawn).filter(fault => fault.severity === 'error')
    const checked = performance.now() - checking
    if (errors.length > 0) throw new Error(`The new division has faults: ${JSON.stringify(errors[0])}`)

    const { planId } = await createPlan(ports, asking(), { name: '全镇重划', origin: 'today' })
    const saving = performance.now()
    await changePlan(ports, asking(), planId, 1, {
      division: drawn as Parameters<typeof changePlan>[4]['division'] & object,
    })
    const saved = performance.now() - saving
    const day = localDate('Asia/Shanghai', ports.clock.now())
    const adopting = performance.now()
    await adoptPlan(ports, asking(), planId, day)
    // With very many the request does not wait for the last of them, as it would not in a town.
    await sweepDivisions(ports, tenantId, ports.clock.now())
    const whole = performance.now() - adopting
    const [row] = await ports.database.read(tenantId, tx =>
      tx.query<{ moved: number }>(
        `select count(*)::int as moved from journal where tenant_id = $1 and stream_kind = 'ticket' and type = 'GridChanged'`,
        [tenantId],
      ),
    )
    const follow = ended - begun
    const small = drawn.grids.filter(grid => grid.level === 'small').length
    const detail = `${small} small grids, every one of them another one with other borders`
    emit({ bench: 'division check', value: Math.round(checked), unit: 'ms', detail })
    emit({ bench: 'division save', value: Math.round(saved), unit: 'ms', detail })
    emit({
      bench: 'division adopt',
      value: Math.round(whole - follow),
      unit: 'ms',
      detail: 'without the matters that follow',
    })
    emit({
      bench: `division follow ${tickets}`,
      value: Math.round(follow),
      unit: 'ms',
      detail: `${row!.moved} of ${tickets} open matters got another grid, each with an entry of its own`,
    })
  } finally {
    await application.close()
    await ground.close()
  }
}

/** Each corner goes somewhere else, the same way in every grid that has it; no grid is one of today's. */
function pushedBorders({ grids }: Division): Division {
  const push = (value: number, seed: number) =>
    Math.round((value + Math.sin(value * 7919 + seed * 104_729) * 0.003) * 1e7) / 1e7
  const moved = ([lon, lat]: readonly [number, number]) => [push(lon, lat), push(lat, lon)] as const
  return {
    grids: grids.map((grid, at) => {
      if (grid.level !== 'small' || grid.shape?.type !== 'Polygon') return grid
      const { gridId: _id, code: _code, ...rest } = grid
      return {
        ...rest,
        key: `new-${at}`,
        shape: { type: 'Polygon', coordinates: grid.shape.coordinates.map(ring => ring.map(moved)) },
      }
    }),
  }
}
