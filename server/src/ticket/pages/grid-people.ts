/** "Your grid worker and grid leader": of a place, those alone who agreed themselves to be shown (domain.md §2). */
import { writtenPhone } from '@onegrid/domain/account/phone.ts'
import type { Grid } from '@onegrid/domain/grid/grid.ts'
import type { GridTree } from '@onegrid/domain/grid/tree.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import { html } from 'ghtml'
import type { Tx } from '../../database/database.ts'
import { listPublicPeople, type PublicPerson } from '../../team/public-people.ts'
import type { TownAtWork } from '../town-rules.ts'
import type { Page } from './page.ts'
import { forward } from './page.ts'
import type { Visit } from './visit.ts'

const yours: readonly (string | undefined)[] = ['grid_worker', 'small_leader', 'village_worker', 'medium_leader']

/** A post as residents read it; the grid's name is left out where the page itself says it. */
export type GridPerson = PublicPerson & { readonly gridName?: string }

/**
 * Nobody where the matter is for few eyes: it may be about them. Between neighbours the group would give the place away, so
 * only the village's own people stand there.
 */
export async function peopleOfTicket(tx: Tx, ticket: Ticket, town: TownAtWork, at: string): Promise<GridPerson[]> {
  const { confidentiality, place, concerned } = ticket
  if (confidentiality !== 'open' && confidentiality !== 'neighbourly') return []
  const { small, medium } = place.grid
  const gridIds = [confidentiality === 'open' ? small : undefined, medium].filter(each => each !== undefined)
  const people = await listPublicPeople(tx, { gridIds, day: localDate(town.zone, at) })
  return people
    .filter(({ role, personId }) => yours.includes(role) && !concerned.includes(personId))
    .map(person => ({ ...person, gridName: town.grids.nameOf(person.gridId) ?? '' }))
    .sort(
      (one, other) =>
        gridIds.indexOf(one.gridId) - gridIds.indexOf(other.gridId) ||
        yours.indexOf(one.role) - yours.indexOf(other.role),
    )
}

export function peopleSection(visit: Visit, people: readonly GridPerson[]): string {
  if (people.length === 0) return ''
  return html`<section class="no-print" aria-labelledby="grid-people"><h2 id="grid-people">${visit.words.people.yours}</h2>
!${peopleList(people, visit)}</section>`
}

/** Each person once: a worker who walks four groups is one name and one number, and says which four. */
function peopleList(people: readonly GridPerson[], { locale, words }: Visit): string {
  const posts = new Map<string, [GridPerson, ...GridPerson[]]>()
  for (const post of people) {
    const known = posts.get(post.personId)
    if (known === undefined) posts.set(post.personId, [post])
    else known.push(post)
  }
  return html`<ul class="people">!${[...posts.values()]
    .map(held => {
      const [{ name, phone }] = held
      const kinds = [...new Set(held.map(post => post.kind[locale]))].map(kind => {
        const grids = held.filter(post => post.kind[locale] === kind).map(post => post.gridName ?? '')
        return [kind, grids.filter(Boolean).join(words.listComma)].filter(Boolean).join(' · ')
      })
      return html`<li><span><b>${name}</b> !${kinds.map(kind => html`<span class="soft">${kind}</span>`).join('<br>')}</span>!${
        phone === undefined
          ? ''
          : html`<a class="button" href="tel:${phone}"><span class="unseen">${words.people.call(name)} </span>${writtenPhone(phone)}</a>`
      }</li>`
    })
    .join('')}</ul>`
}

/** First the villages; of one village its people and then those of its groups. */
export function peoplePage(
  visit: Visit,
  tree: GridTree,
  chosen: string | undefined,
  people: readonly PublicPerson[],
): Page {
  const { words } = visit
  const village = chosen === undefined ? undefined : tree.find(chosen)
  if (village?.level !== 'medium')
    return {
      title: words.people.title,
      back: '/',
      body: html`<h1>${words.people.title}</h1>
<p class="soft">${words.people.choose}</p>
<nav class="rows" aria-label="${words.people.choose}">!${tree
        .children(tree.large.gridId)
        .map(
          each => html`<a class="row" href="/people?village=${each.gridId}"><span>${each.name}</span>!${forward}</a>`,
        )
        .join('')}</nav>`,
    }
  const grids = [village, ...tree.children(village.gridId)]
  // People know their group by its old name (自然村), not by its number.
  const nameOf = ({ name, localNames }: Grid) =>
    localNames.length === 0 ? name : words.people.group(name, localNames.join(words.listComma))
  const listed = grids.flatMap(grid =>
    people
      .filter(({ gridId }) => gridId === grid.gridId)
      .map(person => (grid === village ? person : { ...person, gridName: nameOf(grid) })),
  )
  return {
    title: village.name,
    back: '/people',
    body: html`<h1>${words.people.of(village.name)}</h1>
<p class="soft">${words.people.about}</p>
!${listed.length === 0 ? '' : peopleList(listed, visit)}
<p class="go">${listed.length === 0 ? words.people.empty : words.people.others}</p>`,
  }
}
