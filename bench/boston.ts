/**
 * 13,715 real 311 cases of Boston through the real commands, on a clock that runs from January 2015 past the last fact of
 * the data. The product must say of each case what its source says: on time or overdue, place, category, month and state.
 */
import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { simulatedClock } from '@onegrid/server/clock.ts'
import { verifyInstallation } from '@onegrid/server/verify.ts'
import { openApplication } from './application.ts'
import { type Case, readCases, withoutBoston } from './boston-cases.ts'
import { compare } from './boston-compare.ts'
import { play } from './boston-replay.ts'
import { plantBoston } from './boston-town.ts'
import { openBenchGround } from './ground.ts'
import { type Emit, rounded } from './row.ts'

/** The town is there before its first case. */
export const beforeFirst = '2014-12-31T12:00:00.000Z'

/** The data were taken after their last fact: the last target lies in April 2017, the last closing in September 2022. */
export function extractedAt(cases: readonly Case[]): string {
  const facts = cases.flatMap(each => [each.opened, each.due ?? '', each.closed ?? ''])
  const last = facts.reduce((latest, each) => (each > latest ? each : latest))
  return instantOf(milliseconds(last) + 86_400_000)
}

export async function run(emit: Emit): Promise<void> {
  if (withoutBoston !== false) throw new Error(withoutBoston)
  const all = readCases()
  const share = Number(process.env['BENCH_CASES'] ?? all.length)
  const cases = all.slice(0, share)
  const clock = simulatedClock(beforeFirst)
  const ground = await openBenchGround({ clock })
  try {
    const town = await plantBoston(ground.ports, all)
    const begun = performance.now()
    const played = await play({ ports: ground.ports, clock, town }, cases, extractedAt(all), done =>
      process.stderr.write(`  ${done} steps, ${Math.round((performance.now() - begun) / 1000)} s\n`),
    )
    const seconds = (performance.now() - begun) / 1000
    const actors = new Map([[town.centre.personId, town.centre]])
    const app = await openApplication(ground.ports, actors)
    const compared = await compare(app, town, played)
    const verified = await verifyInstallation(ground.ports, town.tenantId)
    await app.close()
    for (const difference of compared.differences) process.stderr.write(`  ${difference}\n`)
    emit({
      bench: 'boston agree',
      value: compared.agree,
      unit: 'cases',
      ratio: compared.agree / compared.cases,
      against: `of ${compared.cases} cases of the source`,
      detail: `${compared.places} places to 1e-6 degrees, ${compared.cells} cells of category × month × state, ${compared.differences.length} differences`,
    })
    emit({
      bench: 'boston journal',
      value: verified.faults.length,
      unit: 'faults',
      detail: `${verified.streams} chains, ${verified.events} entries, ${verified.contents} texts`,
    })
    emit({
      bench: 'boston speed',
      value: rounded(cases.length / seconds, 1),
      unit: 'cases/s',
      detail: `one after the other, ${rounded(verified.events / seconds)} entries a second, ${rounded(seconds)} s`,
    })
    if (compared.differences.length > 0 || verified.faults.length > 0)
      throw new Error('The product and the source do not say the same.')
  } finally {
    await ground.close()
  }
}
