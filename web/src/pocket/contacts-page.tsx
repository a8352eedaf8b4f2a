import { useParams } from 'react-router'
import { ContactFinder } from '../team/contact-finder.tsx'
import { ContactList } from '../team/contact-list.tsx'
import { useTicketPage } from '../ticket/use-ticket.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { Page } from './page.tsx'

/** Whom to call about a place of the town. */
export function ContactsPage() {
  const { t } = useWords()
  return (
    <Page title={t('team:contacts.title')} back>
      <div className="own-page">
        <ContactFinder dial />
      </div>
    </Page>
  )
}

/** Whom to call about this matter's place. */
export function TicketContactsPage() {
  const { t } = useWords()
  const number = useParams()['number'] ?? ''
  const { data: page, error, refetch } = useTicketPage(number)
  return (
    <Page title={t('team:contacts.title')} back>
      {page !== undefined ? (
        <div className="own-page">
          <ContactList gridId={callGrid(page.ticket.place)} number={number} dial />
        </div>
      ) : error === null ? (
        <Skeleton />
      ) : (
        <ErrorState problem={error} retry={() => void refetch()} />
      )}
    </Page>
  )
}

function callGrid({ small, medium, large }: { small?: string; medium?: string; large: string }): string {
  return small ?? medium ?? large
}
