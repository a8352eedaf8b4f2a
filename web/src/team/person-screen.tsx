import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useIntention } from '../api/intention.ts'
import { AdminPage, Banner, Labelled } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { Invitation } from './invitation.tsx'
import { PersonPosts } from './person-posts.tsx'
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
          <Details
            key={`${person.name} ${person.maskedPhone} ${person.namePublic} ${person.phonePublic}`}
            person={person}
          />
        </section>
      </div>
    </AdminPage>
  )
}

type Edit = {
  readonly name?: string
  readonly phone?: string
  readonly namePublic?: boolean
  readonly phonePublic?: boolean
}

function Details({ person }: { person: Person }) {
  const { t } = useWords()
  const [name, setName] = useState(person.name ?? '')
  const [phone, setPhone] = useState('')
  const [namePublic, setNamePublic] = useState(person.namePublic)
  const [phonePublic, setPhonePublic] = useState(person.phonePublic)
  const edit = useIntention<Edit, unknown>(body => ({ method: 'PATCH', path: `/people/${person.personId}`, body }), {
    changes: ['person'],
    onDone: () => toast({ text: say('team:person.saved', { name }) }),
  })
  const body: Edit = {
    ...(name.trim() === person.name ? {} : { name: name.trim() }),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
    ...(namePublic === person.namePublic ? {} : { namePublic }),
    ...(phonePublic === person.phonePublic ? {} : { phonePublic }),
  }
  const changed = Object.keys(body).length > 0 && name.trim() !== ''
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
      <span className="check-line">
        <input
          id="name-public"
          type="checkbox"
          checked={namePublic}
          aria-describedby="name-public-hint"
          onChange={event => setNamePublic(event.target.checked)}
        />
        <label htmlFor="name-public">{t('team:person.namePublic')}</label>
      </span>
      <span id="name-public-hint" className="field-hint">
        {t('team:person.namePublicHint')}
      </span>
      <span className="check-line">
        <input
          id="phone-public"
          type="checkbox"
          checked={phonePublic}
          aria-describedby="phone-public-hint"
          onChange={event => setPhonePublic(event.target.checked)}
        />
        <label htmlFor="phone-public">{t('posts:phonePublic')}</label>
      </span>
      <span id="phone-public-hint" className="field-hint">
        {t('posts:phonePublicHint')}
      </span>
      <div>
        <button type="submit" className="button" disabled={!changed || edit.isPending}>
          {t('app:action.save')}
        </button>
      </div>
    </form>
  )
}
