/** Names as lists have them, and as people say them on the spot. */
import type { GridKind, GridLevel } from '../grid.ts'

const committee = /(村民委员会|村委会|村村委会)$/
const residents = /(社区)?(居民委员会|居委会)$/

/** 东瑶村民委员会 is called 东瑶村, 古院社区居民委员会 古院社区; other names stay as they are. */
export function everydayName(official: string): { readonly name: string; readonly kind?: GridKind } {
  const written = official
    .replace(/[\s\u3000]+/g, ' ')
    .trim()
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
  if (residents.test(written)) return { name: `${written.replace(residents, '')}社区`, kind: 'community' }
  if (committee.test(written)) {
    const stem = written.replace(committee, '')
    return { name: stem.endsWith('村') ? stem : `${stem}村`, kind: 'village' }
  }
  if (/社区$/.test(written)) return { name: written, kind: 'community' }
  if (/村$/.test(written)) return { name: written, kind: 'village' }
  return { name: written }
}

export function levelOfName(written: string): GridLevel | undefined {
  const name = written.trim()
  if (/(组|小组|队|小网格)$|(组|小组)[((].*[))]$/.test(name)) return 'small'
  if (committee.test(name) || residents.test(name) || /(村|社区|中网格)$/.test(name)) return 'medium'
  return /(镇|乡|街道|大网格)$/.test(name) ? 'large' : undefined
}

export function levelOfCode(code: string): GridLevel | undefined {
  if (!/^\d+$/.test(code)) return undefined
  return ({ 9: 'large', 12: 'medium', 15: 'small' } as const)[code.length as 9 | 12 | 15]
}

/** What the same place may be called in two lists: 东瑶, 东瑶村, 东瑶村委会, 第3村民小组, 第三村民小组. */
export function nameKey(written: string): string {
  const { name } = everydayName(written)
  return name
    .replace(/\s+/g, '')
    .replace(/(社区|村)$/, '')
    .replace(/(村民)?小组$|村民组$/, '组')
    .replace(/^第(?=.+组$)/, '')
    .replace(/^[一二三四五六七八九十百]+(?=组$)/, digits => String(numberOf(digits)))
}

function numberOf(chinese: string): number {
  let sum = 0
  let digit = 0
  for (const letter of chinese) {
    const place = '一二三四五六七八九'.indexOf(letter)
    if (place >= 0) digit = place + 1
    else {
      sum += (digit === 0 ? 1 : digit) * (letter === '百' ? 100 : 10)
      digit = 0
    }
  }
  return sum + digit
}

export function kindOf(level: GridLevel, written: string): GridKind {
  if (level === 'large') return 'town'
  if (level === 'small') return 'group'
  return everydayName(written).kind ?? 'village'
}
