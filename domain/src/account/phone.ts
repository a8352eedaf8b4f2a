import { demand } from '../kernel/refusal.ts'

/** Mainland mobile numbers by default; others with their country code. @returns E.164, `+8613800138000`. */
export function phoneFrom(said: string, pointer = '/phone'): string {
  const digits = said.normalize('NFKC').replace(/[\s().-]/g, '')
  const mainland = /^(?:\+?86)?(1[3-9]\d{9})$/.exec(digits)
  if (mainland) return `+86${mainland[1]}`
  const foreign = /^(?:\+|00)([1-9]\d{6,14})$/.exec(digits)
  demand(foreign !== null && !foreign[1]?.startsWith('86'), 'phone_invalid', { pointer })
  return `+${foreign[1]}`
}

/** As it is written on paper here: mainland numbers in their three parts, others with their country code. */
export function writtenPhone(phone: string): string {
  return phone.replace(/^\+86(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')
}

/** What a list shows: enough to recognise a number that one knows, not enough to call it. */
export function maskedPhone(phone: string): string {
  const local = phone.replace(/^\+86/, '')
  return `${local.slice(0, 3)}****${local.slice(-4)}`
}
