/** A place of the catalogue as a person says it: 路灯照明 › 路灯不亮 › 时限. Pure: the caller brings the words. */

import type { Duration } from '@onegrid/domain/kernel/time.ts'
import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import { type Plain, valueAt } from './document.ts'

export type Saying = {
  readonly language: 'zh' | 'en'
  say(key: string, facts?: Readonly<Record<string, string | number>>): string
}

/** `path` carries codes where the document has rows; a pointer's places are turned into codes first. */
export function pathWords(path: readonly string[], catalogues: readonly Catalogue[], saying: Saying): string {
  const names = path.map((key, place) => wordOf(key, path.slice(0, place), catalogues, saying))
  return names.filter(name => name !== '').join(' › ')
}

function wordOf(key: string, before: readonly string[], catalogues: readonly Catalogue[], { language, say }: Saying) {
  const last = before.at(-1)
  const isRow =
    (before.length === 1 && last !== 'limits' && last !== 'reasons') ||
    last === 'conditions' ||
    (before[0] === 'reasons' && before.length === 2)
  if (isRow) {
    for (const catalogue of catalogues) {
      const row = rowOf(catalogue, [...before, key])
      const name = row?.['name'] as { zh: string; en: string } | undefined
      if (name !== undefined && name[language] !== '') return name[language]
    }
    return key
  }
  if (key === 'conditions') return ''
  if (before[0] === 'limits' && before.length === 2) return say(`ticket:level.${key}`)
  return say(`catalogue:part.${key}`)
}

type Row = { readonly [key: string]: Plain }

function rowOf(catalogue: Catalogue, path: readonly string[]): Row | undefined {
  let here: Plain = catalogue as Plain
  for (const key of path) {
    if (Array.isArray(here)) here = (here as readonly Row[]).find(row => row['code'] === key || row['number'] === key)
    else if (typeof here === 'object') here = (here as Row)[key]
    else return undefined
  }
  return here as Row | undefined
}

/** `/subcategories/3/conditions/0/limit/amount` → subcategories, 1205, conditions, dark, limit. */
export function pathOf(pointer: string, catalogue: Catalogue): readonly string[] {
  const keys = pointer.split('/').slice(1)
  const named = keys.map((key, place) => {
    if (!/^\d+$/.test(key)) return key
    const row = valueAt(catalogue as Plain, `/${keys.slice(0, place + 1).join('/')}`) as Row | undefined
    const code = row?.['code'] ?? row?.['number']
    return typeof code === 'string' ? code : key
  })
  const last = named.at(-1)
  return last === 'amount' || last === 'unit' ? named.slice(0, -1) : named
}

export function durationWords({ amount, unit }: Duration, { say }: Saying): string {
  return say(`ticket:duration.${unit}`, { count: amount })
}

/** A value in a comparison: words, not JSON. */
export function valueWords(value: Plain, key: string | undefined, saying: Saying): string {
  const { language, say } = saying
  if (value === undefined) return key === 'retired' ? say('catalogue:state.inUse') : say('catalogue:state.nothing')
  if (typeof value === 'boolean')
    return key === 'retired' ? say('catalogue:state.retired') : say(`catalogue:state.${value ? 'yes' : 'no'}`)
  if (typeof value !== 'object') {
    const listed = ['level', 'urgency', 'confidentiality'].includes(key ?? '')
    if (listed) return say(`ticket:${key}.${String(value)}`)
    return key === 'by' || key === 'supply' ? say(`catalogue:${key}.${String(value)}`) : String(value)
  }
  if ('amount' in value && 'unit' in value) return durationWords(value as unknown as Duration, saying)
  const name = (value as Row)['name'] as { zh: string; en: string } | undefined
  const own = name ?? (value as unknown as { zh?: string; en?: string })
  return own[language] ?? say('catalogue:state.there')
}
