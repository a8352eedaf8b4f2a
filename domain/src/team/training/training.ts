/**
 * Training (队伍培训): sessions by subject, so that a grid worker can do many things. Presence says who was there and may have
 * a certificate; what is shown of it is which grid lacks which subject, never a figure or a ranking of a person.
 */
import type { Instant } from '../../kernel/time.ts'

export type Subject = {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** Not offered any more; held sessions keep it. */
  readonly retired?: boolean
}

/** The five subjects of the article; every town changes the list. */
export const subjectTemplate: readonly Subject[] = [
  { code: 'grassroots', zh: '基层建设', en: 'Grassroots work' },
  { code: 'care', zh: '帮教关爱', en: 'Support and care' },
  { code: 'mediation', zh: '纠纷调解', en: 'Mediation of disputes' },
  { code: 'law', zh: '法制宣传', en: 'Legal education' },
  { code: 'emergency', zh: '应急维稳', en: 'Emergency response' },
]

export type Material = { readonly title: string; readonly link: string }

/** Files that are laid beside a session: sheets and slides for who was there, no archive of videos. */
export const filesMost = 10
export const fileBytesMost = 20 * 1024 * 1024

export type Training = {
  readonly trainingId: string
  readonly subject: string
  readonly title: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Where one goes; a place or a link, or both. */
  readonly place?: string
  readonly link?: string
  readonly materials: readonly Material[]
  readonly seats?: number
  readonly wallCode: string
  readonly cancelledAt?: Instant
  readonly version: number
}

export type TrainingEntry = {
  readonly personId: string
  readonly signedUpAt?: Instant
  readonly presentAt?: Instant
  readonly presentBy?: 'list' | 'code'
  readonly feedback?: { readonly score: number; readonly words?: string }
}
