import type { Locale } from '../../http/locale.ts'
import { en } from './words/en.ts'
import { type Words, zh } from './words/zh.ts'

export type { Words }

const words: Readonly<Record<Locale, Words>> = { zh, en }

export function wordsIn(locale: Locale): Words {
  return words[locale]
}
