/**
 * What a document lacks before it is worth asking the server: empty words, limits of nothing, codes that are none. The rules
 * between the parts (catalogue-rules.ts) are asked of the server, which decides again at publishing.
 */
import type { Plain } from './document.ts'

export const formFaults = ['blank', 'positive', 'code_form', 'number_form', 'phone_form'] as const
export type FormFault = (typeof formFaults)[number]
export type PlacedFault = { readonly pointer: string; readonly rule: string; readonly value: string }

const wholeNumbers = new Set(['metres', 'days', 'ratingDays'])

function faultAt(key: string, value: string | number): FormFault | undefined {
  if (typeof value === 'number') {
    if (key === 'amount' && !(value > 0)) return 'positive'
    return wholeNumbers.has(key) && !(Number.isInteger(value) && value > 0) ? 'positive' : undefined
  }
  if ((key === 'zh' || key === 'en') && value.trim() === '') return 'blank'
  if (key === 'code' && !/^[A-Za-z0-9_-]{1,40}$/.test(value)) return 'code_form'
  if (key === 'number' && !/^[0-9]{3,12}$/.test(value)) return 'number_form'
  return key === 'phone' && !/^[+0-9 -]{3,20}$/.test(value) ? 'phone_form' : undefined
}

export function formFaultsOf(document: Plain, pointer = ''): readonly PlacedFault[] {
  if (typeof document !== 'object') {
    if (typeof document !== 'string' && typeof document !== 'number') return []
    const rule = faultAt(pointer.slice(pointer.lastIndexOf('/') + 1), document)
    return rule === undefined ? [] : [{ pointer, rule, value: String(document) }]
  }
  return Object.entries(document).flatMap(([key, value]) => formFaultsOf(value as Plain, `${pointer}/${key}`))
}
