import type {
  GridTreeWire,
  LandmarkWire,
  MapSettingsWire,
  OutlinesWire,
  SupplyAreasWire,
  UnitWire,
} from '@onegrid/domain/grid/contract.ts'
import type { Sentence } from '@onegrid/domain/team/report-in/reason.ts'
import type { ReportInKind } from '@onegrid/domain/team/report-in/report-in.ts'
import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import type { ReportBody, Verb } from '@onegrid/domain/ticket/contract.ts'
import type { Received, Suggestion, TicketPage, TicketRow } from '@onegrid/domain/ticket/view.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { type Command, get, newCommandId, type Page, type Query, send } from '../api/client.ts'
import { type Sender, useIntention } from '../api/intention.ts'
import type { ApiProblem } from '../api/problem.ts'
import { useGet, usePages } from '../api/queries.ts'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { undoOf } from './verb-form.ts'
import { verbPaths } from './verb-paths.ts'

/** Filters of a list as they stand in the address; `GET /api/v1/tickets` takes them by the same names. */
export type TicketFilters = Query
export type Counts = {
  readonly scope: string
  readonly scopes: readonly { readonly key: string; readonly name: string }[]
  /** By queue and by flag; 100 means a hundred or more. */
  readonly counts: Readonly<Record<string, number>>
}
export type MapPoint = {
  readonly number: string
  readonly lon: number
  readonly lat: number
  readonly light: TicketRow['light']
  readonly queue: string
}
export type Candidate = {
  readonly kind: 'person' | 'unit'
  readonly id: string
  readonly name: string
  readonly why: string
  /** Code of the post's kind. */
  readonly post?: string
  readonly gridName?: string
  readonly actingFor?: string
  readonly reasons: readonly string[]
  readonly open: number
}
export type HelperOffer = {
  readonly personId: string
  readonly name: string
  readonly kind: ReportInKind
  readonly unitName?: string
  readonly gridName: string
  readonly words?: string
  readonly why: Sentence
  readonly asked: boolean
}
export type SuitedOrder = { readonly row: TicketRow; readonly why: Sentence; readonly asked: boolean }
export type NewReport = Static<typeof ReportBody>

/** Milliseconds: grids, units and categories change a few times a year; whoever changes them reloads. */
const seldom = 600_000

export function useTicketRows(filters: TicketFilters, limit = 50) {
  return usePages<TicketRow>(['ticket', 'rows'], '/tickets', filters, limit)
}
/** The few matters that carry this number, their own or another system's. */
export function useNumbered(number: string, enabled: boolean) {
  return useGet<{ readonly items: readonly TicketRow[] }>(
    ['ticket', 'numbered'],
    '/tickets',
    { text: number, limit: 3 },
    enabled,
  )
}
export function useMyTickets(as: 'reporter' | 'finder' | 'taker' | 'checker') {
  return usePages<TicketRow>(['ticket', 'own'], '/tickets/mine', { as }, 30)
}
export function useOpenOrders() {
  return useGet<{ readonly items: readonly TicketRow[] }>(['ticket', 'orders'], '/tickets/orders')
}
/** Open orders that fit what I reported in with (双报到), and those for which I was asked. */
export function useSuitedOrders() {
  return useGet<{ readonly items: readonly SuitedOrder[] }>(['ticket', 'suited'], '/tickets/suited')
}
export function useCounts(scope?: string) {
  return useGet<Counts>(['ticket', 'counts'], '/tickets/counts', { scope })
}
export function useMapPoints(filters: TicketFilters, enabled = true) {
  return useGet<{ readonly points: readonly MapPoint[] }>(['ticket', 'map'], '/tickets/map', filters, enabled)
}

export function pageKey(number: string): readonly [string, string, string] {
  return ['ticket', 'page', number]
}
/** Never another ticket's page while this one loads: a decision must not meet the wrong matter. */
export function useTicketPage(number: string) {
  return useQuery<TicketPage, ApiProblem>({
    queryKey: pageKey(number),
    queryFn: ({ signal }) => get<TicketPage>(`/tickets/${encodeURIComponent(number)}`, {}, signal),
  })
}
export function useCandidates(number: string, enabled = true) {
  return useGet<{ readonly items: readonly Candidate[] }>(
    ['ticket', 'candidates'],
    `/tickets/${number}/candidates`,
    {},
    enabled,
  )
}
/** Who reported in and fits this order. */
export function useOffers(number: string, enabled: boolean) {
  return useGet<{ readonly items: readonly HelperOffer[] }>(
    ['ticket', 'offers'],
    `/tickets/${number}/offers`,
    {},
    enabled,
  )
}
export function useDuplicates(number: string, enabled = true) {
  return useGet<{ readonly items: readonly Suggestion[] }>(
    ['ticket', 'duplicates'],
    `/tickets/${number}/duplicates`,
    {},
    enabled,
  )
}
export function useNearby(
  query: {
    readonly subcategory: string | undefined
    readonly gridId?: string
    readonly landmarkId?: string
    readonly lon?: number
    readonly lat?: number
  },
  enabled = true,
) {
  const { subcategory, ...place } = query
  const known = Object.values(place).some(each => each !== undefined)
  return useGet<{ readonly items: readonly Suggestion[] }>(
    ['ticket', 'nearby'],
    '/tickets/nearby',
    { subcategory, ...place },
    enabled && known && subcategory !== undefined,
  )
}

function useSeldom<Answer>(slice: string, path: string, read: () => Promise<Answer>) {
  return useQuery<Answer, ApiProblem>({ queryKey: [slice, path], queryFn: read, staleTime: seldom, gcTime: seldom })
}
export function useCatalogue() {
  return useSeldom('catalogue', 'full', () => get<Catalogue>('/catalogue/full'))
}
export function useGrids() {
  return useSeldom('grid', 'tree', () => get<GridTreeWire>('/grids'))
}
/** The water and power areas that feed the place; with no small grid known, those of its village. */
export function useSupplyAreasAt({ small, medium }: TicketPage['ticket']['place'], enabled: boolean) {
  const grids = useGrids().data?.items ?? []
  const areas = useGet<SupplyAreasWire>(['grid', 'supply'], '/supply-areas', {}, enabled).data?.items ?? []
  const here = small === undefined ? grids.filter(each => each.parentId === medium).map(each => each.gridId) : [small]
  return areas.filter(area => area.gridIds.some(gridId => here.includes(gridId)))
}
export function useOutlines() {
  return useSeldom('grid', 'outlines', () => get<OutlinesWire>('/grids/outlines'))
}
/** What the installation lays under its grids; nothing until it is known, and where none is configured. */
export function useBaseMap() {
  return useSeldom('settings', 'map', () => get<MapSettingsWire>('/map-settings')).data?.base
}
export function useUnits() {
  return useSeldom('grid', 'units', () => everyPage<UnitWire>('/units'))
}
/** A town has some hundred landmarks: all of them at once make the search by typing instant. */
export function useLandmarks() {
  return useSeldom('grid', 'landmarks', () => everyPage<LandmarkWire>('/landmarks'))
}
async function everyPage<Item>(path: string): Promise<readonly Item[]> {
  const items: Item[] = []
  let after: string | undefined
  for (let round = 0; round < 40; round += 1) {
    const page: Page<Item> = await get<Page<Item>>(path, { limit: 100, after })
    items.push(...page.items)
    after = page.next
    if (after === undefined) break
  }
  return items
}

export function verbCommand(
  number: string,
  verb: Verb,
  body: Readonly<Record<string, unknown>>,
): Omit<Command, 'commandId'> {
  return { method: 'POST', path: `/tickets/${encodeURIComponent(number)}/${verbPaths[verb]}`, body }
}

export type Act = { readonly verb: Verb; readonly body: Readonly<Record<string, unknown>> }

/**
 * One verb on one ticket: sent under one command id until its outcome is known, then the page is what the server answered,
 * the lists are asked anew and a notice names the ticket and offers to take it back where that is possible.
 */
export function useAct(
  number: string,
  after: { onDone?(act: Act, page: TicketPage): void } = {},
  sender: Sender = send,
) {
  const { t } = useWords()
  const queries = useQueryClient()
  const settle = (answer: TicketPage) => {
    if ('timeline' in answer) queries.setQueryData(pageKey(number), answer)
    // An act may end one's own right to see it; then the page says so itself.
    else queries.removeQueries({ queryKey: pageKey(number) })
  }
  return useIntention<Act, TicketPage>(
    ({ verb, body }) => verbCommand(number, verb, body),
    {
      changes: ['ticket'],
      onDone: (answer, act) => {
        settle(answer)
        const undo = undoOf(act.verb, act.body, answer.actions)
        const takeBack = async () => {
          try {
            settle(
              await sender<TicketPage>({ ...verbCommand(number, undo!.verb, undo!.body), commandId: newCommandId() }),
            )
            toast({ text: t('ticket:undone', { number }) })
            await queries.invalidateQueries({ queryKey: ['ticket'] })
          } catch (problem) {
            toast({ kind: 'failed', text: t('ticket:failed', { number, reason: (problem as ApiProblem).message }) })
          }
        }
        toast({
          text: t(`ticket:done.${act.verb}`, { number }),
          ...(undo === undefined ? {} : { undo: () => void takeBack() }),
        })
        after.onDone?.(act, answer)
      },
    },
    sender,
  )
}

export function useReport(after: { onDone?(received: Received, report: NewReport): void } = {}, sender: Sender = send) {
  return useIntention<NewReport, Received>(
    report => ({ method: 'POST', path: '/tickets', body: report }),
    { changes: ['ticket'], ...after },
    sender,
  )
}

export type Revealed = { readonly name: string | null; readonly phone: string | null }
export function useReveal(number: string, after: { onDone?(revealed: Revealed): void } = {}, sender: Sender = send) {
  return useIntention<{ readonly reason: string }, Revealed>(
    body => verbCommand(number, 'revealReporter', body),
    after,
    sender,
  )
}
