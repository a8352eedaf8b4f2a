import type { Candidate } from './use-ticket.ts'

type Say = (key: string, facts?: Readonly<Record<string, string | number>>) => string

/** Said by its own name, so not repeated as a reason. */
const saidAlready = ['own_grid', 'category_unit', 'village_unit', 'town_unit']

/** Why somebody or a unit is proposed, as one line: the post, its grid, and what else speaks for it. */
export function candidateWords(
  { kind, why, post, gridName, actingFor, reasons }: Candidate,
  say: Say,
  kindName: (code: string) => string,
): string {
  const first = kind === 'unit' ? say(`ticket:why.${why}`) : kindName(post ?? why)
  const more = reasons.filter(each => !saidAlready.includes(each))
  return [
    ...(gridName === undefined ? [] : [gridName]),
    first,
    ...more.map(each => say(`ticket:because.${each}`, { name: actingFor ?? '' })),
  ].join(' · ')
}
