/** What stands in one cell of a list, as town halls write it: full-width digits, spaces inside names, notes in brackets. */

export type Cell = string | number | boolean | null | undefined

/** One writing for one thing: NFKC makes １３８ to 138 and （） to (); lines of a cell stay apart. */
export function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  const text = typeof cell === 'number' ? numberText(cell) : String(cell)
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\ufeff\u00ad]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/** A telephone number that Excel took for a number must not come back as 1.38e10. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return ''
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0) : String(value)
}

/** For comparing words: no spaces, no line breaks. */
export function tight(text: string): string {
  return text.replace(/\s+/g, '')
}

/** Cells in which nobody stands. */
const vacant = /^(?:空缺|暂缺|待定|无|暂无|\/|-+|—+|待补|缺)$/

export type NameRead =
  | { readonly name: string; readonly beside?: string }
  | { readonly fault: 'name_missing' | 'name_vacant' | 'name_several' | 'name_odd'; readonly suggest?: string }

/** 张　三 is 张三; 陈伟(女) is 陈伟 with a note beside it; 阿依古丽·买买提 keeps its dot. */
export function nameFrom(text: string): NameRead {
  const brackets = [...text.matchAll(/[([【]([^)\]】]*)[)\]】]?/g)].map(found => tight(found[1] ?? '')).filter(Boolean)
  const bare = text
    .replace(/[([【][^)\]】]*[)\]】]?/g, '')
    .replace(/[•・‧．]/g, '·')
    .trim()
  const name = /\p{Script=Han}/u.test(bare) ? tight(bare).replace(/[*#★☆]+$/, '') : bare.replace(/\s+/g, ' ')
  if (name === '')
    return { fault: brackets.length > 0 && brackets.every(each => vacant.test(each)) ? 'name_vacant' : 'name_missing' }
  if (vacant.test(name)) return { fault: 'name_vacant' }
  if (/[、,;/]|和(?=\p{Script=Han}{2,3}$)/u.test(name) || /^\p{Script=Han}{2,4}\n\p{Script=Han}{2,4}$/u.test(bare))
    return { fault: 'name_several' }
  const whole = /^\p{Script=Han}{2,4}$/u.test(name) || /^\p{Script=Han}+(?:·\p{Script=Han}+)+$/u.test(name)
  const foreign = /^[A-Za-z][A-Za-z .'-]{1,38}$/.test(name)
  if ((whole || foreign) && name.length <= 40)
    return brackets.length > 0 ? { name, beside: brackets.join(' ') } : { name }
  const suggest = name.replace(/[^\p{Script=Han}·]/gu, '')
  return /^\p{Script=Han}{2,4}$/u.test(suggest) ? { fault: 'name_odd', suggest } : { fault: 'name_odd' }
}

export type PhonesRead = {
  /** E.164, in the order of the cell. */
  readonly mobiles: readonly string[]
  /** Landlines and short numbers: nobody signs in with them and no text message reaches them. */
  readonly others: readonly string[]
  /** Digits that are no number; `suggest` where it is plain what was meant. */
  readonly wrong?: { readonly text: string; readonly rounded: boolean; readonly suggest?: string }
}

const mobile =
  /(?<![\dA-Za-z])(?:(?:\+|00)?86[ -]?)?(1[3-9]\d(?:[ -]?\d{4}){2}|1[3-9]\d{2}[ -]?\d{3}[ -]?\d{4})(?![\dA-Za-z])/g
const abroad = /(?<!\d)(?:\+|00)(?!86)[1-9]\d{0,2}(?:[ -]?\d{2,4}){2,4}(?!\d)/g
const landline = /(?<!\d)(?:\(?0(?!1[3-9]\d{9})\d{2,3}\)?[ -]?)\d{7,8}(?!\d)|(?<!\d)[2-8]\d{6,7}(?!\d)/g
const short = /(?<![\dA-Za-z])\d{3,6}(?![\dA-Za-z])/g

export function phonesFrom(said: string): PhonesRead {
  // 13800001000.0 is what a spreadsheet made of a number; a broken line between two numbers parts them.
  let left = said
    .normalize('NFKC')
    .replace(/(\d{11})\.0+(?!\d)/g, '$1')
    .replace(/\n/g, ' / ')
  const take = (pattern: RegExp, keep: (found: string, inner: string) => void) => {
    left = left.replace(pattern, (found: string, inner: unknown) => {
      keep(found, typeof inner === 'string' ? inner : found)
      return ' '
    })
  }
  const mobiles: string[] = []
  const others: string[] = []
  take(mobile, (_, inner) => mobiles.push(`+86${inner.replace(/[ -]/g, '')}`))
  take(abroad, found => mobiles.push(`+${found.replace(/^00/, '').replace(/[^\d]/g, '')}`))
  take(landline, found => others.push(found.trim()))
  const once = [...new Set(mobiles)]
  const rounded = /\d(?:\.\d+)?[eE]\+?\d/.test(left)
  const rest = left.replace(/[^\dA-Za-z]/g, '')
  if (rounded) return { mobiles: once, others, wrong: { text: left.trim(), rounded } }
  take(short, found => others.push(found))
  const digits = left.match(/[\dOoIl](?:[ .-]?[\dOoIl]){6,}/)?.[0]
  if (digits === undefined) return { mobiles: once, others }
  if (once.length > 0) return { mobiles: once, others: [...others, digits.trim()] }
  const meant = rest
    .replace(/[Oo]/g, '0')
    .replace(/[Il]/g, '1')
    .replace(/^0+(?=1[3-9]\d{9}$)/, '')
  const wrong = { text: digits.trim(), rounded: false }
  return { mobiles: [], others, wrong: /^1[3-9]\d{9}$/.test(meant) ? { ...wrong, suggest: meant } : wrong }
}

/** 专职, 兼职, 义务 in a column of their own, or as part of a post's word. */
export function engagementFrom(text: string): 'full_time' | 'part_time' | 'voluntary' | undefined {
  const word = tight(text)
  if (/兼/.test(word)) return /专.*兼|兼.*专/.test(word) ? undefined : 'part_time'
  if (/专职|全职|^专$/.test(word)) return 'full_time'
  if (/义务|志愿|^义$/.test(word)) return 'voluntary'
  return undefined
}

/** Several posts in one cell: 网格员、调解员 / 护林员. */
export function wordsIn(text: string): readonly string[] {
  const parts = text
    .split(/[、,;/|\n+]|\s{1,}(?=\p{Script=Han})|兼任|(?<=\p{Script=Han}{2})兼(?=\p{Script=Han}{2})/u)
    .map(part => tight(part).replace(/^[\d.()]+(?=\p{Script=Han})/u, ''))
  return [...new Set(parts.filter(part => part !== ''))]
}

/** A mark in a column whose heading is the post: √, 是, 1. */
export function isTicked(text: string): boolean {
  return /^(?:[√✓✔☑●○vVyY1]|是|有|yes)$/.test(tight(text))
}
