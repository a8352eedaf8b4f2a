import type { InvitedPeopleWire } from '@onegrid/domain/team/people-import/contract.ts'
import { useContext } from 'react'
import { AdminPage } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { TownZone } from '../../ui/moment.tsx'
import { wallClock } from '../../ui/time-words.ts'
import { useWords } from '../../words/words.ts'

type Item = InvitedPeopleWire['items'][number]

/** Slips to cut apart with the link as a drawing; the codes stand on a page of their own and stay with whoever invites. */
export function InvitationSheet({ items, again }: { items: readonly Item[]; again(): void }) {
  const { t } = useWords()
  return (
    <AdminPage
      title={t('peopleimport:invite.sheet')}
      actions={
        <>
          <button type="button" className="button" onClick={again}>
            {t('peopleimport:invite.more')}
          </button>
          <button type="button" className="button button-primary" onClick={() => window.print()}>
            <Icon name="print" size={16} />
            {t('app:action.print')}
          </button>
        </>
      }
    >
      <div className="people-slips">
        {items.map(item => (
          <Slip key={item.personId} item={item} />
        ))}
      </div>
      <section className="people-codes" aria-labelledby="invitation-codes">
        <h2 id="invitation-codes">{t('peopleimport:invite.codes')}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('team:person.name')}</th>
              <th scope="col">{t('peopleimport:table.place')}</th>
              <th scope="col">{t('peopleimport:invite.code')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(item => (
              <tr key={item.personId}>
                <th scope="row">{item.name ?? t('app:person.gone')}</th>
                <td>{item.at}</td>
                <td className="code">{item.code}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </AdminPage>
  )
}

function Slip({ item }: { item: Item }) {
  const { t } = useWords()
  const zone = useContext(TownZone)
  const { year, month, day } = wallClock(item.expiresAt, zone)
  return (
    <article className="people-slip">
      <img src={`data:image/svg+xml,${encodeURIComponent(item.qr)}`} alt={item.link} />
      <div>
        <h2>{item.name ?? t('app:person.gone')}</h2>
        {item.at === undefined ? null : <p>{item.at}</p>}
        <p>{t('peopleimport:invite.slip')}</p>
        <p className="soft">{t('peopleimport:invite.slipUntil', { day: `${year}-${month}-${day}` })}</p>
      </div>
    </article>
  )
}
