import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { ReportInWire } from '@onegrid/domain/team/report-in/contract.ts'
import {
  type ReportInKind,
  type ReportInState,
  reportInKinds,
  reportInStates,
} from '@onegrid/domain/team/report-in/report-in.ts'
import { useGet, usePages } from '../../api/queries.ts'
import { useWords } from '../../words/words.ts'

/** Who answers report-ins of his grid; the whole list is the town's. */
export const answering: readonly Role[] = [
  'town_administrator',
  'centre',
  'medium_leader',
  'village_worker',
  'small_leader',
]

/** Whoever has an account reports in like everybody: on the page for everybody. */
export const ownReportIn = { words: 'reportin:mine', href: '/report-in' } as const

export type Filter = {
  readonly state?: ReportInState
  readonly kind?: ReportInKind
  readonly skill?: string
  readonly gridId?: string
  readonly text?: string
}

/** What stands in the address; a value that means nothing is left out. */
export function filterIn(query: URLSearchParams): Filter {
  const state = reportInStates.find(each => each === query.get('state'))
  const kind = reportInKinds.find(each => each === query.get('kind'))
  const [skill, gridId, text] = ['skill', 'village', 'text'].map(key => query.get(key)?.trim() ?? '')
  return {
    ...(state === undefined ? {} : { state }),
    ...(kind === undefined ? {} : { kind }),
    ...(skill ? { skill } : {}),
    ...(gridId ? { gridId } : {}),
    ...(text ? { text } : {}),
  }
}

export function useReportIns(filter: Filter) {
  return usePages<ReportInWire>(['report_in', 'list'], '/report-ins', filter, 30)
}

type Skill = {
  readonly code: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly retired?: boolean
}

/** What the town asks for and helpers offer; a code that left the menu keeps its name. */
export function useSkills(): {
  readonly needs: readonly Skill[]
  nameOf(code: string): string
} {
  const { language } = useWords()
  const needs =
    useGet<{ readonly needs: readonly Skill[] }>(['catalogue', 'needs'], '/catalogue/full').data?.needs ?? []
  return { needs, nameOf: code => needs.find(need => need.code === code)?.name[language] ?? code }
}
