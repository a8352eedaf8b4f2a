import { metresBetween } from '@onegrid/domain/kernel/place.ts'
import { type Instant, instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { isPublicPhoto } from '@onegrid/domain/ticket/access.ts'
import { getSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import type { Ticket, TicketPlace } from '@onegrid/domain/ticket/ticket.ts'
import type { Suggestion } from '@onegrid/domain/ticket/view.ts'
import type { Tx } from '../database/database.ts'
import { readContent } from '../journal/content.ts'
import { cellsAround } from './place-cell.ts'
import { idAt } from './queries.ts'
import type { TownAtWork } from './town-rules.ts'

export type Asked = {
  readonly place: TicketPlace
  readonly subcategory: string
  readonly at: Instant
  /** The ticket itself, when it is looked at again. */
  readonly except?: string
}

const suggestedAtMost = 8

/**
 * What may be the same matter: same sub-category, near (or in the same supply area for water and power), in the category's
 * time window, closed ones included — a person judges by photo, text and distance (domain.md §3).
 */
export async function findDuplicates(
  tx: Tx,
  asked: Asked,
  town: TownAtWork,
): Promise<readonly { ticket: Ticket; metres?: number; sameSupply: boolean }[]> {
  const rule = getSubcategory(town.catalogue, asked.subcategory).duplicates
  const since = idAt(instantOf(milliseconds(asked.at) - rule.days * 24 * 3_600_000))
  const { lon, lat, grid } = asked.place
  const area =
    rule.by === 'supply_area' && rule.supply && grid.small
      ? town.grids.supplyAreaOf(grid.small, rule.supply)
      : undefined
  const rows = area
    ? await tx.query<{ state: Ticket }>(
        `select state from ticket where tenant_id = $1 and supply_area = $2 and subcategory = $3 and ticket_id >= $4::uuid
           and merged_into is null order by ticket_id desc limit 30`,
        [tx.tenantId, area.supplyAreaId, asked.subcategory, since],
        'duplicates-supply',
      )
    : lon !== undefined && lat !== undefined
      ? await tx.query<{ state: Ticket }>(
          `select state from ticket where tenant_id = $1 and cell = any($2::bigint[]) and subcategory = $3 and ticket_id >= $4::uuid
             and merged_into is null order by ticket_id desc limit 100`,
          [tx.tenantId, cellsAround(lon, lat, rule.metres), asked.subcategory, since],
          'duplicates-cell',
        )
      : await tx.query<{ state: Ticket }>(
          `select state from ticket where tenant_id = $1 and medium_id = $2 and small_id is not distinct from $3 and subcategory = $4
             and ticket_id >= $5::uuid and merged_into is null order by ticket_id desc limit 30`,
          [tx.tenantId, grid.medium ?? null, grid.small ?? null, asked.subcategory, since],
          'duplicates-grid',
        )
  return rows
    .map(row => row.state)
    .filter(ticket => ticket.ticketId !== asked.except)
    .map(ticket => ({ ticket, sameSupply: area !== undefined, ...distanceTo(ticket, lon, lat) }))
    .filter(found => found.sameSupply || found.metres === undefined || found.metres <= rule.metres)
    .sort((one, other) => (one.metres ?? 0) - (other.metres ?? 0))
    .slice(0, suggestedAtMost)
}

function distanceTo({ place }: Ticket, lon: number | undefined, lat: number | undefined): { metres?: number } {
  if (lon === undefined || lat === undefined || place.lon === undefined || place.lat === undefined) return {}
  return { metres: Math.round(metresBetween({ lon, lat }, { lon: place.lon, lat: place.lat })) }
}

/**
 * As suggestions. Whoever may not see the ticket learns only what is public: no words, no photos of a matter between
 * neighbours, nothing at all of a sensitive one.
 */
export async function presentSuggestions(
  tx: Tx,
  found: Awaited<ReturnType<typeof findDuplicates>>,
  viewer: { readonly may: (ticket: Ticket) => boolean; readonly whole: (ticket: Ticket) => boolean },
): Promise<readonly Suggestion[]> {
  const seen = found.filter(({ ticket }) => viewer.may(ticket))
  const texts = await readContent<string>(
    tx,
    seen.filter(({ ticket }) => viewer.whole(ticket)).map(({ ticket }) => ticket.words.contentId),
  )
  return seen.map(({ ticket, metres, sameSupply }) => {
    const words = texts.get(ticket.words.contentId)
    return {
      number: ticket.number,
      status: ticket.status,
      reportedAt: ticket.reportedAt,
      sameSupply,
      photos: ticket.photos
        .filter(photo => viewer.whole(ticket) || isPublicPhoto(ticket, photo))
        .map(photo => photo.photoId),
      ...(words === undefined ? {} : { words: words.slice(0, 120) }),
      ...(metres === undefined ? {} : { metres }),
      ...(ticket.subcategory === undefined ? {} : { subcategory: ticket.subcategory }),
    }
  })
}
