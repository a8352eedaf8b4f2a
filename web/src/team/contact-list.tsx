import { writtenPhone } from '@onegrid/domain/account/phone.ts'
import { teamRights } from '@onegrid/domain/team/access.ts'
import type { Contacts } from '@onegrid/domain/team/posts-contract.ts'
import { useState } from 'react'
import type { Static } from 'typebox'
import { holds, useMe } from '../account/me.ts'
import { useKindName } from '../account/post-kinds.ts'
import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { Icon } from '../ui/icon.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { gridWords, useGridTree } from './team.ts'
import './team.css'

type Contact = Static<typeof Contacts>['items'][number]

/**
 * The responsible people of a place, the nearest first. One press shows the number: why is known from where one stands, so
 * nobody types it, and it is written down all the same.
 */
export function ContactList({
  gridId,
  number,
  dial = false,
}: {
  gridId: string
  /** The matter one calls about. */
  number?: string
  /** The machine in the hand is a telephone. */
  dial?: boolean
}) {
  const { t } = useWords()
  const me = useMe()
  const grids = useGridTree()
  const contacts = useGet<Static<typeof Contacts>>(['person', 'contacts'], `/grids/${gridId}/contacts`)
  if (contacts.data === undefined)
    return contacts.error === null ? (
      <Skeleton rows={4} />
    ) : (
      <ErrorState problem={contacts.error} retry={() => void contacts.refetch()} />
    )
  const { items } = contacts.data
  if (items.length === 0)
    return <EmptyState icon="people" title={t('team:contacts.none')} text={t('team:contacts.noneText')} />
  const places = [...new Set(items.map(each => each.gridId))]
  const reason =
    number === undefined
      ? t('team:contacts.reason', { place: gridWords(grids, gridId) })
      : t('team:contacts.reasonMatter', { number })
  return (
    <div className="contacts">
      {places.map(place => (
        <section key={place} aria-labelledby={`contacts-${place}`}>
          <h2 id={`contacts-${place}`}>{gridWords(grids, place)}</h2>
          <ul>
            {items
              .filter(each => each.gridId === place)
              .map(each => (
                <OneContact
                  key={each.postId}
                  contact={each}
                  standsFor={items.find(other => other.personId === each.actingFor)?.name}
                  reason={reason}
                  dial={dial}
                />
              ))}
          </ul>
        </section>
      ))}
      {holds(me, teamRights.revealPhone) ? <p className="field-hint">{t('team:contacts.noted')}</p> : null}
    </div>
  )
}

function OneContact({
  contact,
  standsFor,
  reason,
  dial,
}: {
  contact: Contact
  standsFor: string | undefined
  reason: string
  dial: boolean
}) {
  const { t } = useWords()
  const me = useMe()
  const kindName = useKindName()
  const [phone, setPhone] = useState<string>()
  const { personId, kind, maskedPhone, awayUntil, actingFor } = contact
  const name = contact.name ?? t('app:person.gone')
  const reveal = useIntention<object, { readonly phone: string }>(
    body => ({ method: 'POST', path: `/people/${personId}/phone`, body }),
    {
      changes: ['audit'],
      onDone: answer => {
        setPhone(answer.phone)
        if (dial) location.assign(`tel:${answer.phone}`)
      },
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  return (
    <li>
      <span className="contact-words">
        <strong>{name}</strong>
        <span className="soft">
          {kindName(kind)}
          {actingFor === undefined ? null : ` · ${t('posts:acting', { name: standsFor ?? t('app:person.gone') })}`}
        </span>
        {awayUntil === undefined ? null : <span className="tag">{t('team:contacts.away', { day: awayUntil })}</span>}
      </span>
      {maskedPhone === undefined ? (
        <span className="faint">{t('team:contacts.noPhone')}</span>
      ) : phone !== undefined ? (
        <a className="button button-primary" href={`tel:${phone}`}>
          <Icon name="phone" size={16} />
          <span className="unseen">{t('team:contacts.call', { name })}</span>
          {writtenPhone(phone)}
        </a>
      ) : personId !== me.personId && holds(me, teamRights.revealPhone) ? (
        <button type="button" className="button" disabled={reveal.isPending} onClick={() => reveal.mutate({ reason })}>
          <Icon name="phone" size={16} />
          <span className="unseen">{t('team:contacts.call', { name })}</span>
          {maskedPhone}
        </button>
      ) : (
        <span className="soft">{maskedPhone}</span>
      )}
    </li>
  )
}
