/** Names of natural villages in the manner of the region. Invented, except those of the article (data/SOURCE.md). */
import type { Chance } from './chance.ts'

/** 十里新村 is named in the public article, in its real village. */
export const publicNames: Readonly<Record<string, string>> = { '445321105201': '十里新村' }

const firsts = [...'上下大新老东南沙石竹榕莲龙凤松梅水田云井月金桂樟茶']
const lasts = ['围', '坑', '岗', '寨', '坪', '垌', '边', '湾', '屋', '塘口', '社', '咀', '巷', '洞', '尾']

export const surnames = [...'陈李黄梁叶苏潘区伍温廖林何麦顾简']

export function localNames(count: number, chance: Chance): string[] {
  const all = firsts.flatMap(first => lasts.map(last => `${first}${last}`))
  if (count > all.length) throw new Error(`There are only ${all.length} invented names.`)
  return chance.shuffle(all).slice(0, count)
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 → 一, 12 → 十二, 20 → 二十; groups are counted so. */
export function chineseNumber(number: number): string {
  const tens = Math.floor(number / 10)
  const ones = digits[number % 10]!
  if (tens === 0) return ones
  return `${tens === 1 ? '' : digits[tens]}十${ones}`
}
