/** Photos are shown to the public only when a leader has released them, and never those of guarded matters. */
import { demand } from '../../kernel/refusal.ts'
import { isGuarded } from '../access.ts'
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction } from '../decide.ts'

export const releasePhoto: Decide<CommandOf<'releasePhoto'>> = (ticket, { photoId, released }, context) => {
  demandAction(ticket, 'releasePhoto', context)
  const known = ticket.photos.some(each => each.photoId === photoId)
  demand(known, 'photo_unknown', { field: 'photoId', value: photoId })
  demand(!released || !isGuarded(ticket), 'not_permitted', { confidentiality: ticket.confidentiality })
  return [{ type: 'PhotoReleased', at: context.now, by: deciderOf(context), photoId, released }]
}
