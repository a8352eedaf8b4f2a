/** The address of a list says everything about it: queue, scope, filters, what is open. A link shows a colleague the same. */
import { queues } from '@onegrid/domain/ticket/queue.ts'
import { flagNames } from '@onegrid/domain/ticket/view.ts'

export const filterNames = [
  'text',
  'subcategory',
  'grid',
  'source',
  'level',
  'urgency',
  'light',
  'from',
  'until',
] as const
export type FilterName = (typeof filterNames)[number]

/** Lines of the sidebar, in the order in which a morning at the desk goes. */
export const panelLines = [
  ['to_assess', 'to_dispatch', 'mine'],
  ['late', 'contested', 'extension', 'appeal', 'write_back'],
  ['orders_open', 'to_acknowledge', 'in_progress', 'waiting', 'to_verify', 'to_close', 'supervised'],
  ['all'],
] as const

/** Side lines that cross the queues, matters of every status in them. */
export function isFlagLine(line: string): boolean {
  return (flagNames as readonly string[]).includes(line)
}
const isQueue = (line: string) => (queues as readonly string[]).includes(line)

/** What `GET /api/v1/tickets` is asked for this address. */
export function filtersOf(
  line: string,
  search: URLSearchParams,
  startOfDay: (day: string) => string,
): Readonly<Record<string, string | undefined>> {
  const filters: Record<string, string | undefined> = {}
  const scope = line === 'mine' ? 'mine' : (search.get('scope') ?? undefined)
  if (isQueue(line)) filters['queue'] = line
  if (isFlagLine(line)) filters['flag'] = line
  for (const name of filterNames) {
    const value = search.get(name)?.trim()
    if (value === undefined || value === '') continue
    if (name === 'grid') continue
    filters[name] = name === 'from' || name === 'until' ? startOfDay(value) : value
  }
  const grid = search.get('grid')
  // A grid is a narrower scope of the same list.
  filters['scope'] = grid === null || grid === '' || line === 'mine' ? scope : `grid:${grid}`
  return filters
}

/** `flag:` and `queue:` have words of their own. */
export function lineWords(line: string): string {
  return isFlagLine(line) ? `ticket:flag.${line}` : `ticket:queue.${line}`
}

export function isKnownLine(line: string | undefined): line is string {
  return line !== undefined && (isFlagLine(line) || isQueue(line) || line === 'mine' || line === 'all')
}
