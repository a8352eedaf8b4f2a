import type { ComparisonWire } from '@onegrid/domain/grid/division/contract.ts'
import { say } from '../../words/words.ts'

export type ComparisonItem = ComparisonWire['items'][number]
export const measures = ['squareMetres', 'households', 'people', 'openTickets'] as const
export type Measure = (typeof measures)[number]
export type Sorting = { readonly by: 'name' | Measure; readonly down: boolean }

/** Only what changes, or all; villages with their groups when sorted by name. */
export function rowsOf(
  { items }: ComparisonWire,
  { changedOnly, level, sorting }: { changedOnly: boolean; level: '' | 'medium' | 'small'; sorting: Sorting },
): readonly ComparisonItem[] {
  const shown = items.filter(
    item => (level === '' ? item.level !== 'large' : item.level === level) && (!changedOnly || item.change !== 'same'),
  )
  const { by, down } = sorting
  const direction = down ? -1 : 1
  if (by === 'name') {
    const names = new Map(items.map(item => [item.key, item.code ?? item.name]))
    const path = (item: ComparisonItem) =>
      item.level === 'small'
        ? `${names.get(item.parentKey ?? '') ?? ''} 1 ${item.code ?? item.name}`
        : `${item.code ?? item.name} 0`
    return shown.sort((one, other) => (path(one) < path(other) ? -1 : 1) * direction)
  }
  return shown.sort((one, other) => (differenceOf(one, by) - differenceOf(other, by)) * direction)
}

/** How far the figure moves; what has no figure on one side counts as nothing there. */
export function differenceOf({ today, plan }: ComparisonItem, by: Measure): number {
  return Math.abs((plan?.[by] ?? 0) - (today?.[by] ?? 0))
}

/** For a spreadsheet: with the mark that makes Excel read Chinese, and no cell that it would run as a formula. */
export function csvOf(rows: readonly ComparisonItem[], names: ReadonlyMap<string, string>): string {
  const head = [
    say('plan:compare.column.name'),
    say('plan:grid.code'),
    say('plan:grid.parent'),
    say('plan:compare.column.change'),
    ...measures.flatMap(each => [
      say('plan:compare.today', { what: say(`plan:figures.${nameOf(each)}`) }),
      say('plan:compare.plan', { what: say(`plan:figures.${nameOf(each)}`) }),
    ]),
    say('plan:compare.column.successors'),
  ]
  const lines = rows.map(row => [
    row.name,
    row.code ?? '',
    names.get(row.parentKey ?? '') ?? '',
    say(`plan:change.${row.change}`),
    ...measures.flatMap(each => [figure(row.today?.[each]), figure(row.plan?.[each])]),
    successorWords(row, names),
  ])
  return `\uFEFF${[head, ...lines].map(line => line.map(cell).join(',')).join('\r\n')}\r\n`
}

export function nameOf(measure: Measure): string {
  return measure === 'squareMetres' ? 'area' : measure
}

export function successorWords({ successors }: ComparisonItem, names: ReadonlyMap<string, string>): string {
  return (successors ?? []).map(({ key, share }) => `${names.get(key) ?? key} ${Math.round(share * 100)}%`).join(' · ')
}

const figure = (value: number | undefined) => (value === undefined ? '' : String(Math.round(value)))

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
