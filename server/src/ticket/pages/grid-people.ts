/** "Your grid worker and grid leader": of a place, those alone who agreed themselves to be shown (domain.md §2). */
import { writtenPhone } from '@onegrid/domain/account/phone.ts'
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

export type GridPerson = PublicPerson & { readonly gridName: string }
/** Under a heading that names the grid it is not said again. */
type Listed = PublicPerson & { readonly gridName?: string }

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

export function peopleSection({ words, locale }: Visit, people: readonly GridPerson[]): string {
  if (people.length === 0) return ''
  return html`<section class="no-print" aria-labelledby="grid-people"><h2 id="grid-people">${words.people.yours}</h2>
!${peopleList(people, locale, words.people.call)}</section>`
}

function peopleList(people: readonly Listed[], locale: 'zh' | 'en', call: (name: string) => string): string {
  return html`<ul class="people">!${people
    .map(
      person =>
        html`<li><span><b>${person.name}</b> <span class="soft">${[person.kind[locale], person.gridName].filter(Boolean).join(' · ')}</span></span>!${
          person.phone === undefined
            ? ''
            : html`<a class="button" href="tel:${person.phone}"><span class="unseen">${call(person.name)} </span>${writtenPhone(person.phone)}</a>`
        }</li>`,
    )
    .join('')}</ul>`
}

/** First the villages; of one village its people and those of each of its groups. */
export function peoplePage(
  visit: Visit,
  tree: GridTree,
  chosen: string | undefined,
  people: readonly PublicPerson[],
): Page {
  const { words, locale } = visit
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
  const at = (gridId: string) => people.filter(each => each.gridId === gridId)
  const sections = [village, ...tree.children(village.gridId)]
    .map(grid => ({ grid, here: at(grid.gridId) }))
    .filter(({ here }) => here.length > 0)
    .map(
      ({ grid, here }) => html`<section><h2>${grid.name}</h2>!${peopleList(here, locale, words.people.call)}</section>`,
    )
  return {
    title: village.name,
    back: '/people',
    body: html`<h1>${words.people.of(village.name)}</h1>
<p class="soft">${words.people.about}</p>
!${sections.join('')}
<p class="go">${sections.length === 0 ? words.people.empty : words.people.others}</p>`,
  }
}
