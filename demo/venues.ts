/** Venues (阵地) of the example town at three levels, registered by the real command at landmarks that the map already has. */
import { officeHours, type VenueDraft } from '@onegrid/domain/grid/venue/decide.ts'
import type { Hours, VenueKind } from '@onegrid/domain/grid/venue/venue.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { gridIndex } from '@onegrid/server/grid/grid-index.ts'
import { createVenue } from '@onegrid/server/grid/venue/commands.ts'
import { demandPeople, personNames } from '@onegrid/server/team/queries.ts'
import { shortName } from './named-people.ts'
import { actorWithPosts, type Stage } from './town.ts'

const everyEvening = [{ from: '19:00', to: '21:30' }]
const afternoons = [{ from: '15:00', to: '17:30' }]
const evenings: Hours = { workday: everyEvening, restday: [...afternoons, ...everyEvening], holiday: everyEvening }
const afterWork: Hours = { workday: [{ from: '17:00', to: '21:00' }], restday: afternoons, holiday: [] }

/** Beside the service centre that every village has; 都斛 and 碧塘 show the others how it is done. */
const besides: readonly { village: string; kind: VenueKind; name: string; doings: readonly string[] }[] = [
  ...['碧塘', '都斛', '古院'].map(village => ({
    village,
    kind: 'practice_station' as const,
    name: '新时代文明实践站',
    doings: ['四点半课堂', '义诊', '读书'],
  })),
  { village: '碧塘', kind: 'heart_room', name: '连心室', doings: ['谈心', '调解邻里纠纷'] },
  { village: '古院', kind: 'heart_room', name: '连心室', doings: ['谈心', '大党委联席会议'] },
  { village: '都斛', kind: 'pavilion', name: '集言亭', doings: ['议事', '公布办理结果'] },
  { village: '碧塘', kind: 'pavilion', name: '集言亭', doings: ['议事', '公布办理结果'] },
]

export async function registerVenues(ports: Ports, { town, people }: Stage): Promise<void> {
  const { tree, landmarks } = await gridIndex(ports, town.tenantId)
  const parts = { ...ports, demandPeople, personNames }
  const actor = await actorWithPosts(ports, town, people.get('centre')!)
  let count = 0
  const register = async (draft: Omit<VenueDraft, 'public'>) => {
    count += 1
    await createVenue(parts, { town, actor, commandId: `venue-${count}` }, { ...draft, public: true })
  }
  const villages = tree.grids.filter(grid => grid.level === 'medium')
  await register({
    kind: 'town_centre',
    name: '东成镇党建引领“多网合一”服务中心',
    gridId: villages[0]!.parentId!,
    hours: { ...officeHours, restday: [{ from: '09:00', to: '12:00' }] },
    doings: ['受理诉求', '综合窗口', '值班值守'],
    personId: people.get('centre')!,
  })
  for (const village of villages) {
    const leader = people.get(`leader:${shortName(village.name)}`)
    const inside = landmarks.filter(each => tree.find(each.gridId)?.parentId === village.gridId)
    const seat = inside.find(each => each.kind === 'committee')
    const here = { gridId: village.gridId, ...(leader === undefined ? {} : { personId: leader }) }
    const at = seat === undefined ? {} : { lon: seat.lon, lat: seat.lat }
    const doings = ['代办医保社保', '开证明', '缴费']
    await register({
      ...here,
      ...at,
      kind: 'service_centre',
      name: `${village.name}党群服务中心`,
      hours: officeHours,
      doings,
    })
    for (const { name, ...more } of besides.filter(each => each.village === shortName(village.name)))
      await register({
        ...here,
        kind: more.kind,
        name: `${village.name}${name}`,
        hours: afterWork,
        doings: more.doings,
      })
    for (const room of inside.filter(each => each.kind === 'culture_room').slice(0, 2))
      await register({
        gridId: room.gridId,
        lon: room.lon,
        lat: room.lat,
        kind: 'culture_room',
        name: room.name,
        hours: evenings,
        doings: ['看书', '下棋', '小组会议'],
      })
  }
}
