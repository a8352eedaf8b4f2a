import type { Ports } from '@onegrid/server/app.ts'
import { makeLeave } from '@onegrid/server/team/leaves.ts'
import { catalogueOf, publishCatalogue } from '@onegrid/server/ticket/catalogue.ts'
import { discussDivision } from './division.ts'
import { reportInTown } from './report-ins.ts'
import { actorWithPosts, type Stage } from './town.ts'
import { trainTeam } from './trainings.ts'
import { registerVenues } from './venues.ts'

/** What happens to the town and to no single matter. */
export type TownStep = { readonly at: string; play(ports: Ports, stage: Stage): Promise<void> }

/** A dark stretch of road was given three working days; after the typhoon the town promises two. */
async function shortenLampLimit(ports: Ports, { town, people }: Stage): Promise<void> {
  const catalogue = await catalogueOf(ports, town.tenantId)
  const subcategories = catalogue.subcategories.map(each =>
    each.code === '1205'
      ? {
          ...each,
          conditions: each.conditions.map(condition =>
            condition.code === 'section'
              ? { ...condition, limit: { amount: 2, unit: 'working_day' as const } }
              : condition,
          ),
        }
      : each,
  )
  await publishCatalogue(ports, {
    tenantId: town.tenantId,
    actor: await actorWithPosts(ports, town, people.get('admin')!),
    commandId: 'shorten-lamp-limit',
    version: catalogue.version,
    catalogue: { ...catalogue, subcategories },
    note: '整段路灯不亮改为2个工作日',
  })
}

/** A grid worker is away on Sunday; his colleague of the next group has what he holds until he is back. */
async function sundayAway(ports: Ports, { town, people }: Stage): Promise<void> {
  const actor = await actorWithPosts(ports, town, people.get('leader:碧塘')!)
  await makeLeave(
    ports,
    { town, actor, commandId: 'sunday-away' },
    {
      personId: people.get('worker:碧塘/3')!,
      substituteId: people.get('worker:碧塘/6')!,
      from: '2022-09-25',
      until: '2022-09-25',
      handOver: true,
      comeBack: true,
    },
  )
}

export const townSteps: readonly TownStep[] = [
  { at: '09-02 10:00', play: registerVenues },
  { at: '09-05 16:00', play: trainTeam },
  { at: '09-14 15:00', play: shortenLampLimit },
  { at: '09-19 19:30', play: reportInTown },
  { at: '09-21 09:10', play: discussDivision },
  { at: '09-24 18:20', play: sundayAway },
]
