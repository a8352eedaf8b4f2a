/** The example town as data for the server's `plantGrids`: grids, outlines, landmarks, supply areas and units. */
import type { LandmarkKind } from '@onegrid/domain/grid/grid.ts'
import type { GridPlan } from '@onegrid/server/grid/commands.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { chineseNumber, localNames, publicNames, surnames } from './local-names.ts'
import { exampleSeed, type GroupOutline, outlineTown, type TownOutline, townCode } from './outline.ts'

export const townName = '东成镇'

type Named = GroupOutline & { readonly localName: string }

export function townPlan(seed = exampleSeed): Required<GridPlan> {
  const town = outlineTown(seed)
  const chance = chanceFrom(seed + 2)
  const names = localNames(town.groups.length, chance)
  const groups = town.groups.map((group, index): Named => {
    // The public name stands for the first group of its village.
    const known = group.number === 1 ? publicNames[group.villageCode] : undefined
    return { ...group, localName: known ?? names[index]! }
  })
  return {
    grids: [
      { level: 'large', code: townCode, name: townName, localNames: [], kind: 'town' },
      ...town.villages.map(({ code, name, kind }) => ({
        level: 'medium' as const,
        parentCode: townCode,
        code,
        name,
        localNames: [],
        kind,
      })),
      ...groups.map(({ code, villageCode, number, localName }) => ({
        level: 'small' as const,
        parentCode: villageCode,
        code,
        name: `第${chineseNumber(number)}${isCommunity(town, villageCode) ? '居民' : '村民'}小组`,
        localNames: [localName],
        kind: 'group' as const,
      })),
    ],
    boundaries: [
      { gridCode: townCode, shape: town.shape, example: true },
      ...town.villages.map(({ code, shape }) => ({ gridCode: code, shape, example: true })),
      ...groups.map(({ code, shape }) => ({ gridCode: code, shape, example: true })),
    ],
    landmarks: landmarks(town, groups, chance),
    supplyAreas: supplyAreas(town, groups),
    units: units(town),
  }
}

function isCommunity(town: TownOutline, villageCode: string): boolean {
  return town.villages.some(village => village.code === villageCode && village.kind === 'community')
}

/** What a village centre has besides its groups' own places. */
const villagePlaces: readonly (readonly [LandmarkKind, string])[] = [
  ['committee', '党群服务中心'],
  ['school', '小学'],
  ['clinic', '卫生站'],
]

function landmarks(town: TownOutline, groups: readonly Named[], chance: Chance): GridPlan['landmarks'] & object {
  const made: { gridCode: string; kind: LandmarkKind; name: string; lon: number; lat: number }[] = []
  const stands = new Map<string, number>()
  const put = (group: Named, kind: LandmarkKind, name: string) => {
    const taken = stands.get(group.code) ?? 0
    const spot = group.spots[taken]
    if (spot === undefined) return
    stands.set(group.code, taken + 1)
    made.push({ gridCode: group.code, kind, name, lon: spot[0], lat: spot[1] })
  }
  for (const village of town.villages) {
    const own = groups.filter(group => group.villageCode === village.code)
    // The group with the most room holds the village centre.
    const seat = own.reduce((best, group) => (group.spots.length > best.spots.length ? group : best))
    for (const [kind, name] of villagePlaces) put(seat, kind, `${village.name}${name}`)
  }
  for (const group of groups) {
    const kinds: readonly (readonly [LandmarkKind, string])[] = [
      ['ancestral_hall', `${chance.pick(surnames)}氏宗祠`],
      ['tree', '大榕树'],
      ['shop', `${chance.pick(surnames)}记小卖部`],
      ['bridge', '桥'],
      ['culture_room', '文化室'],
      ['pond', '鱼塘'],
    ]
    const [first, second] = chance.shuffle(kinds)
    put(group, first![0], `${group.localName}${first![1]}`)
    if (group.number % 5 < 2) put(group, second![0], `${group.localName}${second![1]}`)
  }
  return made
}

/** Two neighbouring villages share a water works, three a power line; 十里新村 has its own tank (集中供水). */
function supplyAreas(town: TownOutline, groups: readonly Named[]): GridPlan['supplyAreas'] & object {
  const ownTank = groups.filter(group => Object.values(publicNames).includes(group.localName))
  const westToEast = [...town.villages].sort((one, other) => west(town, one.code) - west(town, other.code))
  const codesOf = (villageCodes: readonly string[], left: readonly Named[]) =>
    left.filter(group => villageCodes.includes(group.villageCode)).map(group => group.code)
  const piped = groups.filter(group => !ownTank.includes(group))
  const areas = (size: number) =>
    Array.from({ length: Math.ceil(westToEast.length / size) }, (_, index) =>
      westToEast.slice(index * size, index * size + size),
    )
  return [
    ...ownTank.map(group => ({
      utility: 'water' as const,
      name: `${group.localName}集中供水`,
      gridCodes: [group.code],
    })),
    ...areas(2).map(villages => ({
      utility: 'water' as const,
      name: `${villages.map(village => village.name).join('、')}供水片区`,
      gridCodes: codesOf(
        villages.map(village => village.code),
        piped,
      ),
    })),
    ...areas(3).map((villages, index) => ({
      utility: 'power' as const,
      name: `10千伏示例${chineseNumber(index + 1)}线`,
      gridCodes: codesOf(
        villages.map(village => village.code),
        groups,
      ),
    })),
  ]
}

function west(town: TownOutline, villageCode: string): number {
  const spots = town.groups.filter(group => group.villageCode === villageCode).map(group => group.spots[0]![0])
  return spots.reduce((one, other) => one + other, 0) / spots.length
}

const townUnits = [
  ['centre', 'centre', '镇“多网合一”服务中心'],
  ['emergency', 'office', '应急管理办公室'],
  ['order', 'office', '综合治理办公室'],
  ['farming', 'office', '农业农村办公室'],
  ['services', 'office', '公共服务办公室'],
  ['building', 'office', '规划建设办公室'],
  ['inspection', 'office', '综合行政执法队'],
  ['party', 'office', '党建工作办公室'],
  ['police', 'station', '派出所'],
  ['justice', 'station', '司法所'],
  ['water', 'station', '水利所'],
  ['power', 'station', '供电所'],
  ['market', 'station', '市场监管所'],
  ['forest', 'station', '林业站'],
  ['health', 'station', '卫生院'],
  ['cleaning', 'station', '环卫站'],
] as const

function units(town: TownOutline): GridPlan['units'] & object {
  return [
    ...townUnits.map(([code, kind, name]) => ({ code, kind, name, gridCode: townCode })),
    ...town.villages.map(({ code, name, kind }) => ({
      code: `committee-${code}`,
      kind: 'committee' as const,
      name: kind === 'community' ? `${name}居委会` : `${name.replace(/村$/, '')}村委会`,
      gridCode: code,
    })),
  ]
}
