import { isPublicPhoto } from '@onegrid/domain/ticket/access.ts'
import { findSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import { html } from 'ghtml'
import type { Ports } from '../../app.ts'
import { textsOf } from '../../http/form-field.ts'
import { limited } from '../../http/limits.ts'
import type { App } from '../../http/route.ts'
import { findAlike, placesSaid } from '../alike.ts'
import { type TownAtWork, townAtWork } from '../town-rules.ts'
import { type Draft, readDraft } from './draft.ts'
import { alikeAddress } from './report-steps.ts'
import { suggestKinds } from './suggest.ts'
import { type Visit, visitOf } from './visit.ts'

/**
 * Answers the report form's script while the sentence is being typed. A post, because a sentence has no business in the
 * address, where proxies write it down; it changes nothing, and nothing of it is kept. Who has no script sees the same kind
 * of list after the questions about kind and place.
 */
export function registerAlikePage(app: App, ports: Ports): void {
  const config = { ...limited(app, 'lookUp').config, withoutCommandId: true }
  app.post(alikeAddress, { schema: { hide: true }, config }, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const sentence = textsOf(request.body)['words'] ?? ''
    const draft = readDraft(request)
    const found = await ports.database.read(request.town.tenantId, async tx => {
      const town = await townAtWork(ports, request.town.tenantId, tx)
      const gridIds = draftPlace(draft) ?? placesSaid(sentence, town)
      // A report about staff is compared with nothing: what is found would say who is being looked at.
      // The likeliest kind only: a lane among lamps makes the whole list look like chance.
      const kinds = draft?.aboutStaff === true ? [] : suggestKinds(visit.catalogue, sentence).slice(0, 1)
      const tickets = await findAlike(tx, { kinds, gridIds, at: ports.clock.now() }, town)
      return alikeList(visit, tickets, town)
    })
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(found)
  })
}

function draftPlace(draft: Draft | undefined): readonly string[] | undefined {
  const gridId = draft?.groupId ?? draft?.villageId
  return gridId === undefined ? undefined : [gridId]
}

/** Empty where there is nothing to say: the page shows nothing then. */
function alikeList({ words, say, catalogue, spoken }: Visit, tickets: readonly Ticket[], town: TownAtWork): string {
  if (tickets.length === 0) return ''
  const rows = tickets.map(ticket => {
    const kind = findSubcategory(catalogue, ticket.subcategory)
    const photo = ticket.photos.find(each => isPublicPhoto(ticket, each))
    const place = [ticket.place.grid.medium, ticket.place.grid.small]
      .map(gridId => (gridId === undefined ? undefined : town.grids.tree.find(gridId)?.name))
      .filter(name => name !== undefined)
    const facts = [words.status.headline[ticket.status], words.near.reported(spoken.short(ticket.reportedAt))]
    return html`<li class="near">
!${photo === undefined ? '' : html`<img src="/api/v1/photos/${photo.photoId}/thumbnail" alt="" width="72" height="72">`}
<div><b>${kind === undefined ? ticket.number : say(kind.name)}</b>
<p class="soft">${[...place, ...facts].join(' · ')}</p>
<a href="/t/${ticket.number}">${words.alike.see}<span class="unseen"> ${ticket.number}</span></a></div>
</li>`
  })
  // Closed at first: it must not push the button out of sight of somebody who only wants to send.
  return html`<details>
<summary>${words.alike.title(tickets.length)}</summary>
<p class="field-hint">${words.alike.hint}</p>
<ul class="plain">!${rows.join('')}</ul>
</details>`
}
