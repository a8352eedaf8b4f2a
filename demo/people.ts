/** The whole cast: whom the story names, and whoever else a town of sixteen villages has, drawn by a fixed seed. */
import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { GridPlan } from '@onegrid/server/grid/commands.ts'
import { chanceFrom } from './map/chance.ts'
import { exampleSeed } from './map/outline.ts'
import {
  atTown,
  host,
  type Player,
  type PostWish,
  residentNames,
  shortName,
  townPeople,
  villageAccounts,
  writtenNames,
} from './named-people.ts'

/** Villages with the whole staff of a grid; in the others one grid worker walks all groups. */
const fullyStaffed = ['碧塘', '东瑶', '古院', '云河', '礼村', '都村']

const surnames = [...'陈李黄梁叶苏潘区伍温廖林何麦简余赖谭彭罗江尹汤邱']
const givenNames = [
  ...[
    '国强',
    '志明',
    '秀英',
    '树荣',
    '桂芳',
    '少华',
    '永年',
    '美玲',
    '建平',
    '水生',
    '丽珍',
    '伟业',
    '金兰',
    '德全',
    '玉婵',
  ],
  ...[
    '家栋',
    '晓敏',
    '启光',
    '惠仪',
    '锦文',
    '伯年',
    '月娥',
    '振邦',
    '春燕',
    '立新',
    '凤仪',
    '炳坤',
    '少芬',
    '汉良',
    '婉婷',
  ],
]

/** Each drawn name once, and none that the story gives to somebody by hand. */
function drawnNames(taken: ReadonlySet<string>): () => string {
  const chance = chanceFrom(exampleSeed + 7)
  const all = chance.shuffle(surnames.flatMap(surname => givenNames.map(given => `${surname}${given}`)))
  let place = 0
  return () => {
    while (taken.has(all[place]!)) place += 1
    return all[place++]!
  }
}

type Place = { readonly keys: readonly string[]; readonly posts: readonly PostWish[]; readonly namePublic?: boolean }

function villagePlaces({ grids }: GridPlan): readonly Place[] {
  return grids
    .filter(grid => grid.level === 'medium')
    .flatMap((village): readonly Place[] => {
      const short = shortName(village.name)
      const own = (role: Role): readonly PostWish[] => [{ role, gridCode: village.code }]
      const groups = grids.filter(grid => grid.parentCode === village.code)
      const full = fullyStaffed.includes(short)
      const share = full ? 4 : groups.length
      const workers = Array.from({ length: Math.ceil(groups.length / share) }, (_, index) => {
        const walked = groups.slice(index * share, index * share + share)
        return {
          keys: walked.map((_group, place) => `worker:${short}/${index * share + place + 1}`),
          posts: walked.map(group => ({ role: 'grid_worker' as const, gridCode: group.code })),
          // Grid workers wear their names on the jacket; leaders are named on the notice board [K].
          namePublic: true,
        }
      })
      return [
        { keys: [`leader:${short}`], posts: own('medium_leader') },
        { keys: [`village:${short}`], posts: own('village_worker'), namePublic: true },
        ...workers,
        { keys: [`party:${short}`], posts: own('party_member') },
        ...(full ? [{ keys: [`party2:${short}`], posts: own('party_member') }] : []),
        ...(full ? [{ keys: [`volunteer:${short}`], posts: own('volunteer') }] : []),
      ]
    })
}

const socialWorkers: readonly Place[] = [
  { keys: ['social:town'], posts: atTown('social_worker') },
  { keys: ['social2:town'], posts: atTown('social_worker') },
]

export function cast(plan: GridPlan): readonly Player[] {
  const written = new Set([
    ...townPeople.map(([, name]) => name),
    ...Object.values(writtenNames),
    ...residentNames,
    host.name,
  ])
  const draw = drawnNames(written)
  let number = 0
  const phone = () => `1380000${String(1000 + number++)}`
  const own = townPeople.map(
    ([key, name, posts, ownAccount]): Player => ({
      keys: [key],
      name,
      phone: phone(),
      posts,
      ...(ownAccount ? { account: ownAccount } : {}),
    }),
  )
  const others = [...villagePlaces(plan), ...socialWorkers].map(({ keys, posts, namePublic }): Player => {
    const named = keys.map(key => writtenNames[key]).find(name => name !== undefined)
    const ownAccount = keys.map(key => villageAccounts[key]).find(each => each !== undefined)
    return {
      keys,
      name: named ?? draw(),
      phone: phone(),
      posts,
      ...(namePublic ? { namePublic } : {}),
      ...(ownAccount ? { account: ownAccount } : {}),
    }
  })
  return [...own, ...others]
}
