import type { Ports } from '@onegrid/server/app.ts'
import { catalogueOf, publishCatalogue } from '@onegrid/server/ticket/catalogue.ts'
import { actorWithPosts, type Stage } from './town.ts'

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

export const townSteps: readonly TownStep[] = [{ at: '09-14 15:00', play: shortenLampLimit }]
