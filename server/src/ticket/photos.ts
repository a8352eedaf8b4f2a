import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { isPublicPhoto, maySee } from '@onegrid/domain/ticket/access.ts'
import type { MayViewPhoto } from '../blobs/routes.ts'
import { ownsPhoto } from '../blobs/store.ts'
import { uploaderOf } from '../blobs/uploader.ts'
import { hasReported } from './present.ts'
import { findTicketById } from './queries.ts'

/** Never served without permission: who sees the ticket sees its photos; the public only those that were released. */
export const mayViewTicketPhoto: MayViewPhoto = async (tx, photo, actor: Actor, request) => {
  if (photo.ticketId === undefined || photo.ticketId === null) return ownsPhoto(photo, uploaderOf(request))
  const ticket = await findTicketById(tx, photo.ticketId)
  if (!ticket) return false
  if (ticket.photos.some(each => each.photoId === photo.photoId && isPublicPhoto(ticket, each))) return 'public'
  if (actor.kind === 'person' && maySee(ticket, actor)) return true
  return hasReported(ticket, actor) && ticket.photos.some(each => each.photoId === photo.photoId && each.of !== 'note')
}
