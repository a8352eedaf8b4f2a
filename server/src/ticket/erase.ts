import type { BodyOf } from '@onegrid/domain/ticket/contract.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import { erasePhotos } from '../blobs/claim.ts'
import type { Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import { contentsOf, eraseContent, readContent } from '../journal/content.ts'
import type { Entry } from '../journal/journal.ts'
import { forgetTerms, streamKind } from './store.ts'

/**
 * Takes the rows that the law can erase; the journal keeps digests that nobody can guess any more. The bytes of the photos go
 * with the next sweep. Notices and look-ups refer to these rows, so nothing of them stands twice; backups made before keep
 * theirs until they are thrown away.
 */
export async function eraseTicketContent(
  tx: Tx,
  ids: Ids,
  ticket: Ticket,
  { what, ground }: BodyOf<'eraseTicket'>,
  entry: Entry,
): Promise<void> {
  const rows = await contentsOf(tx, { kind: streamKind, id: ticket.ticketId })
  const wanted = what === 'everything' ? rows : rows.filter(row => row.kind === 'contact' || row.kind === 'name')
  if (what === 'everything') {
    const bodies = await readContent<unknown>(
      tx,
      rows.map(row => row.contentId),
    )
    const texts = [...bodies.values()].filter(body => typeof body === 'string')
    await forgetTerms(tx, ticket.ticketId, texts)
    await erasePhotos(
      tx,
      ticket.photos.map(each => each.photoId),
    )
  }
  await eraseContent(
    tx,
    ids,
    wanted.map(row => row.contentId),
    ground,
    entry,
  )
}
