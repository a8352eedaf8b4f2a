/** Where residents meet the grid, with today's hours, and the address that a poster on the wall carries. */
import type { Grid } from '@onegrid/domain/grid/grid.ts'
import { dayKindOf, openingAt, type Span, type Venue } from '@onegrid/domain/grid/venue/venue.ts'
import { localDate, type WorkCalendar } from '@onegrid/domain/kernel/calendar.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import type { Ports } from '../../app.ts'
import { gridIndex } from '../../grid/grid-index.ts'
import { findVenue, listVenues } from '../../grid/venue/queries.ts'
import type { App } from '../../http/route.ts'
import { calendarOf } from '../calendar.ts'
import { changed, draftOf, keepDraft } from './draft.ts'
import { goTo, type Page, sendPage } from './page.ts'
import { steps } from './report-steps.ts'
import { type Visit, visitOf } from './visit.ts'

const hidden = { schema: { hide: true } } as const
/** A town has some hundred venues; the page shows the public ones of all villages at once. */
const mostVenues = 500

type VillageVenues = { readonly grid: Grid; readonly venues: readonly (Venue & { readonly group?: string })[] }

export function registerVenuePages(app: App, ports: Ports): void {
  app.get('/venues', hidden, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const { tenantId } = request.town
    const { tree } = await gridIndex(ports, tenantId)
    const venues = await ports.database.read(tenantId, tx => listVenues(tx, { limit: mostVenues, publicOnly: true }))
    const calendar = await calendarOf(ports, tenantId)
    const placed = venues.filter(venue => tree.find(venue.gridId) !== undefined)
    const villages = [tree.large, ...tree.children(tree.large.gridId)].map((grid): VillageVenues => {
      const own = placed.filter(({ gridId }) =>
        grid.level === 'large' ? gridId === grid.gridId : tree.isWithin(gridId, grid.gridId),
      )
      return {
        grid,
        venues: own.map(venue => {
          const group = tree.get(venue.gridId)
          return group.level === 'small' ? { ...venue, group: group.name } : venue
        }),
      }
    })
    return sendPage(reply, visit, venuesPage(visit, calendar, villages))
  })

  // The poster's code: the place is filled in, the sentence that somebody had begun stays.
  app.get('/v/:code', hidden, async (request: FastifyRequest, reply: FastifyReply) => {
    const { code } = request.params as { code: string }
    const { tenantId } = request.town
    const known = /^[0-9A-Z]{4,12}$/.test(code)
    const venue = known ? await ports.database.read(tenantId, tx => findVenue(tx, { code })) : undefined
    if (venue === undefined) return goTo(reply, steps.what)
    const { tree } = await gridIndex(ports, tenantId)
    if (tree.find(venue.gridId) === undefined) return goTo(reply, steps.what)
    const path = tree.pathOf(venue.gridId)
    const draft = changed(draftOf(request, ports.ids), {
      villageId: path.medium,
      groupId: path.small,
      landmarkId: undefined,
      placeWords: venue.name,
      lon: venue.lon,
      lat: venue.lat,
      outside: undefined,
      placed: 'spot',
      same: undefined,
    })
    keepDraft(request, reply, draft)
    return goTo(reply, steps.what)
  })
}

function venuesPage(visit: Visit, calendar: WorkCalendar, villages: readonly VillageVenues[]): Page {
  const { words } = visit
  const named = villages.filter(({ venues }) => venues.length > 0)
  const sections = named.map(
    ({ grid, venues }) => html`<section><h2>${grid.name}</h2>
<ul class="venues">!${venues.map(venue => venueItem(visit, calendar, venue)).join('')}</ul></section>`,
  )
  return {
    title: words.venue.title,
    back: '/',
    body: html`<h1>${words.venue.title}</h1>
<p class="soft">${named.length === 0 ? words.venue.empty : words.venue.about}</p>
!${sections.join('')}`,
  }
}

function venueItem({ words, now, spoken }: Visit, calendar: WorkCalendar, venue: VillageVenues['venues'][number]) {
  const opening = openingAt(venue.hours, calendar, now)
  const today = venue.hours[dayKindOf(calendar, localDate(calendar.zone, now))]
  const state = opening.open
    ? words.venue.openUntil(spoken.short(opening.until))
    : opening.next === undefined
      ? words.venue.closed
      : words.venue.opensAt(spoken.short(opening.next))
  return html`<li>
<h3>${venue.name}</h3>
<p class="soft">${[words.venue.kind[venue.kind], venue.group].filter(each => each !== undefined).join(' · ')}</p>
<p><b>${state}</b> <span class="soft">${words.venue.today(spansIn(today, words.venue.notToday))}</span></p>
!${venue.doings.length === 0 ? '' : html`<p>${venue.doings.join(words.listComma)}</p>`}
<p class="venue-go"><a class="button" href="/v/${venue.code}">${words.venue.report}</a>!${
    venue.phone === undefined
      ? ''
      : html`<a class="button" href="tel:${venue.phone.replace(/[^+0-9]/g, '')}">${words.venue.call}</a>`
  }</p>
</li>`
}

function spansIn(spans: readonly Span[], none: string): string {
  return spans.length === 0 ? none : spans.map(({ from, to }) => `${from}–${to}`).join(' ')
}
