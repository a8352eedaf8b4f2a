/** Reports as residents write them, invented from a seed: many shapes, so that terms and rows are as many as in a town. */
const places = [
  '榕树头',
  '祠堂门口',
  '小卖部旁边',
  '桥头',
  '三组巷口',
  '文化室后面',
  '水塔下',
  '学校路口',
  '晒谷场',
  '村口第二个弯',
]
const matters = [
  { code: '1201', words: ['路灯坏了', '那盏灯不亮', '路灯一闪一闪', '灯杆歪了'] },
  { code: '1101', words: ['垃圾池满了', '垃圾没车来拉', '垃圾堆到路上', '垃圾桶臭得厉害'] },
  { code: '1104', words: ['水渠给泥堵死了', '排水沟返水', '沟里全是烂泥', '一下雨就浸水'] },
  { code: '1102', words: ['有人倒建筑垃圾', '路边一大堆杂物', '旧家具丢在巷里', '河边漂着塑料袋'] },
] as const
const ends = [
  '三天了',
  '成个礼拜',
  '麻烦来看下',
  '老人家出入不方便',
  '夜晚好黑',
  '小孩返学要绕路',
  '昨天就讲过',
  '不知找谁',
  '多谢',
  '快来人',
]
const surnames = ['梁', '陈', '叶', '伍', '苏', '欧', '黎', '区', '顾', '邓']

export type Invented = {
  readonly words: string
  readonly subcategory: string
  readonly lon: number
  readonly lat: number
}

export const inventedTown = { west: 112.1, south: 22.6, east: 112.34, north: 22.84 } as const

export function inventor(seed: number): () => Invented {
  const random = chance(seed)
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  return () => {
    const matter = one(matters)
    const { west, south, east, north } = inventedTown
    const house = 1 + Math.floor(random() * 99)
    return {
      words: `${one(places)}${one(matter.words)},${one(ends)},${one(surnames)}家${house}号${one(ends)}`,
      subcategory: matter.code,
      lon: west + random() * (east - west),
      lat: south + random() * (north - south),
    }
  }
}

/** The same numbers for the same seed (a linear congruential generator; nothing here is secret). */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 4_294_967_296
  }
}
