import type { NewReport } from '../../ticket/use-ticket.ts'
import type { IconName } from '../../ui/icons.ts'

/** Who types in for others: everybody who works for the town or a village. */
export const typing = [
  'centre',
  'duty_officer',
  'medium_leader',
  'village_worker',
  'small_leader',
  'grid_worker',
  'unit_clerk',
] as const

export const entryKinds = ['hotline', 'chat', 'counter', 'check', 'patrol'] as const
export type EntryKind = (typeof entryKinds)[number]

export type EntryShape = {
  readonly source: NonNullable<NewReport['source']>
  readonly icon: IconName
  /** Somebody reported it: name and number are asked for. */
  readonly reporter: boolean
  /** Came with a number and a limit of the other side. */
  readonly foreign: boolean
  readonly pasted: boolean
  /** How the reporter agreed that it is typed in for him. */
  readonly consents: readonly NonNullable<NewReport['consent']>[]
  /** May be settled there and then. */
  readonly settled: boolean
}

export const entryShapes: Readonly<Record<EntryKind, EntryShape>> = {
  hotline: {
    source: 'hotline',
    icon: 'phone',
    reporter: true,
    foreign: true,
    pasted: false,
    consents: [],
    settled: false,
  },
  chat: {
    source: 'chat',
    icon: 'note',
    reporter: true,
    foreign: false,
    pasted: true,
    consents: ['message'],
    settled: false,
  },
  counter: {
    source: 'on_behalf',
    icon: 'people',
    reporter: true,
    foreign: false,
    pasted: false,
    consents: ['spoken', 'signed', 'phone'],
    settled: false,
  },
  check: {
    source: 'department_check',
    icon: 'unit',
    reporter: false,
    foreign: false,
    pasted: false,
    consents: [],
    settled: true,
  },
  patrol: {
    source: 'patrol',
    icon: 'eye',
    reporter: false,
    foreign: false,
    pasted: false,
    consents: [],
    settled: true,
  },
}

export type Draft = {
  readonly words: string
  readonly place: string | undefined
  readonly placeWords: string
  readonly subcategory: string | undefined
  readonly urgency: string | undefined
  readonly name: string
  readonly phone: string
  readonly anonymous: boolean
  readonly passWithoutName: boolean
  /** About a cadre, a grid worker, aid payments or village accounts. */
  readonly aboutStaff: boolean
  readonly concerned: readonly string[]
  readonly consent: string | undefined
  readonly foreignSystem: string
  readonly foreignNumber: string
  readonly foreignLimit: string | undefined
  readonly happenedAt: string | undefined
  readonly settled: string
  /** The matter that it turned out to be the same as. */
  readonly mergeInto: string | undefined
}

export function emptyDraft(kind: EntryKind): Draft {
  return {
    words: '',
    place: undefined,
    placeWords: '',
    subcategory: undefined,
    urgency: undefined,
    name: '',
    phone: '',
    anonymous: false,
    passWithoutName: false,
    aboutStaff: false,
    concerned: [],
    consent: entryShapes[kind].consents[0],
    foreignSystem: '12345',
    foreignNumber: '',
    foreignLimit: undefined,
    happenedAt: undefined,
    settled: '',
    mergeInto: undefined,
  }
}

/** Fields that are still needed before it can be sent: a sentence and a place are enough. */
export function missingInDraft(draft: Draft): readonly ('words' | 'place')[] {
  return [
    ...(draft.words.trim() === '' ? (['words'] as const) : []),
    ...(draft.place === undefined && draft.placeWords.trim() === '' ? (['place'] as const) : []),
  ]
}

export function reportOf(kind: EntryKind, draft: Draft, photos: readonly string[]): Record<string, unknown> {
  const shape = entryShapes[kind]
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim())
  const [place, id] = (draft.place ?? '').split(':')
  const fields = {
    source: shape.source,
    words: draft.words.trim(),
    place: defined({
      gridId: place === 'grid' ? id : undefined,
      landmarkId: place === 'landmark' ? id : undefined,
      words: text(draft.placeWords),
    }),
    subcategory: draft.subcategory,
    urgency: draft.urgency,
    photos: photos.length === 0 ? undefined : photos,
    happenedAt: draft.happenedAt,
    aboutStaff: draft.aboutStaff ? true : undefined,
    concerned: draft.aboutStaff && draft.concerned.length > 0 ? draft.concerned : undefined,
    ...(shape.reporter
      ? {
          name: draft.anonymous ? undefined : text(draft.name),
          phone: draft.anonymous ? undefined : text(draft.phone),
          anonymous: draft.anonymous ? true : undefined,
          passWithoutName: draft.passWithoutName ? true : undefined,
          consent: draft.consent,
        }
      : {}),
    foreign:
      shape.foreign && draft.foreignNumber.trim() !== ''
        ? defined({ system: draft.foreignSystem, number: draft.foreignNumber.trim(), limit: draft.foreignLimit })
        : undefined,
    settled: shape.settled ? text(draft.settled) : undefined,
  }
  return defined(fields)
}

function defined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
