import type { Venue } from '@onegrid/domain/grid/venue/venue.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'

export type VenueRow = Omit<Venue, 'lon' | 'lat' | 'personId' | 'phone'> & {
  readonly lon: number | null
  readonly lat: number | null
  readonly personId: string | null
  readonly phone: string | null
}

export const venueColumns = `venue_id as "venueId", code, kind, name, grid_id as "gridId", lon, lat, hours, doings,
  person_id as "personId", phone, public, version`

export function venueOf({ lon, lat, personId, phone, ...row }: VenueRow): Venue {
  return {
    ...row,
    ...(lon === null || lat === null ? {} : { lon, lat }),
    ...(personId === null ? {} : { personId }),
    ...(phone === null ? {} : { phone }),
  }
}

/** Locks the row: of two edits at the same moment the second sees the first. */
export async function getVenueForChange(tx: Tx, venueId: string): Promise<Venue> {
  const [row] = await tx.query<VenueRow>(
    `select ${venueColumns} from venue where tenant_id = $1 and venue_id = $2 and closed_on is null for update`,
    [tx.tenantId, venueId],
  )
  if (!row) throw new Refusal('not_found', { venueId })
  return venueOf(row)
}

function values(tx: Tx, venue: Venue): unknown[] {
  return [
    tx.tenantId,
    venue.venueId,
    venue.code,
    venue.kind,
    venue.name,
    venue.gridId,
    venue.lon ?? null,
    venue.lat ?? null,
    JSON.stringify(venue.hours),
    venue.doings,
    venue.personId ?? null,
    venue.phone ?? null,
    venue.public,
    venue.version,
  ]
}

export async function insertVenue(tx: Tx, venue: Venue): Promise<void> {
  await tx.query(
    `insert into venue (tenant_id, venue_id, code, kind, name, grid_id, lon, lat, hours, doings, person_id, phone, public, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    values(tx, venue),
  )
}

export async function updateVenue(tx: Tx, venue: Venue): Promise<void> {
  await tx.query(
    `update venue set code = $3, kind = $4, name = $5, grid_id = $6, lon = $7, lat = $8, hours = $9, doings = $10,
            person_id = $11, phone = $12, public = $13, version = $14
      where tenant_id = $1 and venue_id = $2`,
    values(tx, venue),
  )
}

export async function setVenueClosed(tx: Tx, venueId: string, day: LocalDate): Promise<void> {
  await tx.query('update venue set closed_on = $3 where tenant_id = $1 and venue_id = $2', [tx.tenantId, venueId, day])
}
