import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useMe } from '../account/me.ts'
import { useCatalogue } from '../ticket/use-ticket.ts'
import { type OrderedVerbs, orderedVerbs } from '../ticket/verb-order.ts'

/** What may be done, the usual first, without what is known to be refused: a form must not end in a "no" known before. */
export function useOrderedVerbs(page: TicketPage): OrderedVerbs {
  const me = useMe()
  const { data: catalogue } = useCatalogue()
  const subcategory = catalogue?.subcategories.find(each => each.code === page.ticket.subcategory)
  const ruledOut = [
    ...(subcategory?.orderAllowed === true ? [] : ['issueOrder']),
    // Until the contest is decided the matter stays where it is.
    ...(page.ticket.flags.contested ? ['returnTicket', 'forwardTicket'] : []),
    ...(takers(page).includes(me.personId) ? ['takeOrder'] : []),
  ]
  return orderedVerbs({ ...page, actions: page.actions.filter(action => !ruledOut.includes(action)) }, 1)
}

function takers({ beside }: TicketPage): readonly string[] {
  const order = beside['order'] as { readonly takers?: readonly { readonly personId: unknown }[] } | undefined
  return (order?.takers ?? []).map(({ personId }) => String((personId as { id?: string } | undefined)?.id ?? personId))
}
