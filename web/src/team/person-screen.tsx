import { plainLine } from '@onegrid/domain/kernel/line.ts'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useMe } from '../account/me.ts'
import { useIntention } from '../api/intention.ts'
import { AdminPage, Banner, Labelled } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { Unsaved } from '../ui/unsaved.tsx'
import { say, useWords } from '../words/words.ts'
import { Invitation } from './invitation.tsx'
import { OwnConsent } from './own-consent.tsx'
import { PersonPosts } from './person-posts.tsx'
import { PhoneHolder } from './phone-holder.tsx'
import { RevealPhone } from './reveal-phone.tsx'
import { type Person, usePerson } from './team.ts'
import './team.css'

export function PersonScreen() {
  const { personId = '' } = useParams<'personId'>()
  const person = usePerson(personId)
  if (person.data?.personId !== personId)
    return person.error === null ? (
      <Skeleton kind="page" />
    ) : (
      <ErrorState problem={person.error} retry={() => void person.refetch()} />
    )
  return <OnePerson key={personId} person={person.data} />
}

function OnePerson({ person }: { person: Person }) {
  const { t } = useWords()
  const me = useMe()
  const name = person.name ?? t('app:person.gone')
  return (
    <AdminPage
      title={name}
      about={t(person.hasAccount ? 'team:person.hasAccountText' : 'team:person.noAccountText')}
      back={
        <Link to="/people">
          <Icon name="left" size={16} />
          {t('team:people.title')}
        </Link>
      }
      actions={<Invitation person={person} />}
    >
      <div className="team-person">
        <PersonPosts person={person} />
        <section className="admin-rows no-print">
          <h2>{t('team:person.details')}</h2>
          <RevealPhone person={person} />
          <Details key={`${person.name} ${person.maskedPhone}`} person={person} />
          <h2>{t('team:consent.title')}</h2>
          {person.personId === me.personId ? <OwnConsent /> : <GivenConsent person={person} />}
        </section>
      </div>
    </AdminPage>
  )
}

type Edit = { readonly name?: string; readonly phone?: string }

function Details({ person }: { person: Person }) {
  const { t } = useWords()
  const [name, setName] = useState(person.name ?? '')
  const [phone, setPhone] = useState('')
  const edit = useIntention<Edit, unknown>(body => ({ method: 'PATCH', path: `/people/${person.personId}`, body }), {
    changes: ['person'],
    onDone: () => toast({ text: say('team:person.saved', { name }) }),
  })
  const body: Edit = {
    ...(plainLine(name) === person.name ? {} : { name: plainLine(name) }),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  }
  const changed = Object.keys(body).length > 0 && plainLine(name) !== ''
  const phoneFault =
    edit.error?.pointer === '/phone' || edit.error?.code === 'phone_invalid' ? edit.error.message : undefined
  return (
    <form
      className="admin-rows"
      onSubmit={event => {
        event.preventDefault()
        if (changed) edit.mutate(body)
      }}
    >
      <Unsaved when={changed && !edit.isSuccess} />
      {edit.error === null || phoneFault !== undefined ? null : <Banner kind="over">{edit.error.message}</Banner>}
      <Labelled label={t('team:person.name')}>
        {ties => (
          <input
            {...ties}
            className="input"
            maxLength={40}
            value={name}
            onChange={event => setName(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={t('team:person.newPhone')} hint={t('team:person.phoneHint')} fault={phoneFault}>
        {ties => (
          <input
            {...ties}
            className="input"
            inputMode="tel"
            autoComplete="off"
            maxLength={24}
            value={phone}
            onChange={event => setPhone(event.target.value)}
          />
        )}
      </Labelled>
      <PhoneHolder problem={edit.error} />
      <div>
        <button type="submit" className="button" disabled={!changed || edit.isPending}>
          {t('app:action.save')}
        </button>
      </div>
    </form>
  )
}

type Withdrawal = { readonly namePublic: false } | { readonly phonePublic: false }

/** Nobody agrees for somebody else; taking him off the public pages helps whoever cannot do it himself. */
function GivenConsent({ person }: { person: Person }) {
  const { t } = useWords()
  const withdraw = useIntention<Withdrawal, unknown>(
    body => ({ method: 'PATCH', path: `/people/${person.personId}`, body }),
    {
      changes: ['person'],
      onDone: () => toast({ text: say('team:consent.withdrawn') }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  const given = [
    ...(person.namePublic ? [{ what: 'name', body: { namePublic: false } } as const] : []),
    ...(person.phonePublic ? [{ what: 'phone', body: { phonePublic: false } } as const] : []),
  ]
  if (given.length === 0) return <p className="soft">{t('team:consent.notGiven')}</p>
  return given.map(({ what, body }) => (
    <p key={what} className="team-consent-given">
      <span>{t(`team:consent.${what}Given`)}</span>
      <button
        type="button"
        className="button button-small"
        aria-label={t(`team:consent.${what}TakeOff`)}
        disabled={withdraw.isPending}
        onClick={() => withdraw.mutate(body)}
      >
        {t('team:consent.takeOff')}
      </button>
    </p>
  ))
}
