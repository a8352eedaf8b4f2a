/** Names in the manner of the region, drawn by chance: each once, and none that the town has already. */
import type { Chance } from '../map/chance.ts'

const surnames = [
  ...'陈李黄梁叶苏潘区伍温廖林何麦简余赖谭彭罗江尹汤邱张刘杨周吴朱郭郑谢邓冯曾',
  ...'陈李黄梁叶苏潘伍温林何',
] as const
const generation = [...'国志建永树金水德伟家文锦炳汉启立春广兆宏'] as const
const men = [...'强明荣年生华全业栋光辉平雄斌坤森良培添权'] as const
const women = [...'英珍兰婷梅玲霞娟芬琼莲凤仪群燕敏好娣萍'] as const
const ofWomen = [...'秀桂丽美玉婉少月惠瑞雪彩小素银'] as const

export function namesFor(chance: Chance, taken: Set<string>): (woman: boolean) => string {
  return woman => {
    for (;;) {
      const first = chance.pick(woman ? ofWomen : generation)
      const last = chance.pick(woman ? women : men)
      // One in nine has a name of two letters, which lists write with a gap in the middle.
      const name = `${chance.pick(surnames)}${chance.next() < 0.11 ? '' : first}${last}`
      if (taken.has(name)) continue
      taken.add(name)
      return name
    }
  }
}
