import { type InvitedPeopleWire, invitedAtOnce } from '@onegrid/domain/team/people-import/contract.ts'
import { useDeferredValue, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useKindName } from '../../account/post-kinds.ts'
import { useIntention } from '../../api/intention.ts'
import { AdminPage, Banner, Labelled } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { filterOf } from '../person-field.tsx'
import { placeName } from '../posts-together.ts'
import { isOver, useGridTree, usePeople, useToday } from '../team.ts'
import { InvitationSheet } from './invitation-sheet.tsx'
import '../team.css'
import './people-import.css'

/** Choose who gets an account, then print one slip for each. */
export function InvitePeople() {
  const { t } = useWords()
  const [query, setQuery] = useSearchParams()
  const name = query.get('name') ?? ''
  const asked = useDeferredValue(name.trim())
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const invite = useIntention<readonly string[], InvitedPeopleWire>(
    personIds => ({ method: 'POST', path: '/people/invitations', body: { personIds } }),
    { changes: ['person'] },
  )
  if (invite.data !== undefined)
    return (
      <InvitationSheet
        items={invite.data.items}
        again={() => {
          setChosen(new Set())
          invite.reset()
        }}
      />
    )
  const tooMany = chosen.size > invitedAtOnce
  return (
    <AdminPage
      title={t('peopleimport:invite.title')}
      about={t('peopleimport:invite.about', { most: invitedAtOnce })}
      back={
        <Link to="/people">
          <Icon name="left" size={16} />
          {t('team:people.title')}
        </Link>
      }
      actions={
        <button
          type="button"
          className="button button-primary"
          disabled={chosen.size === 0 || tooMany || invite.isPending}
          onClick={() => invite.mutate([...chosen].sort())}
        >
          {chosen.size === 0
            ? t('peopleimport:invite.makeNone')
            : t('peopleimport:invite.make', { count: chosen.size })}
        </button>
      }
    >
      {invite.error === null ? null : <Banner kind="over">{invite.error.message}</Banner>}
      {tooMany ? <Banner kind="due">{t('peopleimport:invite.tooMany', { most: invitedAtOnce })}</Banner> : null}
      <search className="team-filters">
        <Labelled label={t('team:people.search')}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="search"
              value={name}
              maxLength={40}
              placeholder={t('team:people.searchHint')}
              onChange={event =>
                setQuery(event.target.value === '' ? {} : { name: event.target.value }, { replace: true })
              }
            />
          )}
        </Labelled>
      </search>
      <Choices name={asked} chosen={chosen} setChosen={setChosen} />
    </AdminPage>
  )
}

function Choices({
  name,
  chosen,
  setChosen,
}: {
  name: string
  chosen: ReadonlySet<string>
  setChosen(next: ReadonlySet<string>): void
}) {
  const { t } = useWords()
  const people = usePeople(filterOf(name), 100)
  const grids = useGridTree()
  const kindName = useKindName()
  const today = useToday()
  if (people.problem !== null && people.items.length === 0)
    return <ErrorState problem={people.problem} retry={() => void people.reload()} />
  if (people.pending) return <Skeleton />
  const without = people.items.filter(person => !person.hasAccount)
  if (without.length === 0 && !people.hasMore)
    return <EmptyState icon="people" title={t('team:people.none')} text={t('team:people.noneText')} />
  const turn = (personId: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(personId)
    else next.delete(personId)
    setChosen(next)
  }
  return (
    <div className="admin-scroll">
      <p className="people-choose">
        <span>{t('peopleimport:invite.chosen', { count: chosen.size })}</span>
        <button
          type="button"
          className="button button-small"
          onClick={() => setChosen(new Set([...chosen, ...without.map(person => person.personId)]))}
        >
          {t('peopleimport:invite.allShown', { count: without.length })}
        </button>
        {chosen.size > 0 ? (
          <button type="button" className="button button-small button-quiet" onClick={() => setChosen(new Set())}>
            {t('peopleimport:invite.clear')}
          </button>
        ) : null}
      </p>
      <table className="admin-table">
        <thead>
          <tr>
            <th scope="col">{t('peopleimport:invite.column')}</th>
            <th scope="col">{t('team:person.name')}</th>
            <th scope="col">{t('team:person.posts')}</th>
            <th scope="col">{t('team:person.phone')}</th>
          </tr>
        </thead>
        <tbody>
          {without.map(person => (
            <tr key={person.personId}>
              <td>
                <input
                  type="checkbox"
                  className="people-pick"
                  aria-label={person.name ?? t('app:person.gone')}
                  checked={chosen.has(person.personId)}
                  onChange={event => turn(person.personId, event.target.checked)}
                />
              </td>
              <th scope="row">{person.name ?? t('app:person.gone')}</th>
              <td>
                {person.posts
                  .filter(post => !isOver(post, today))
                  .map(post => `${kindName(post.kind)} ${placeName(grids, post) ?? ''}`.trim())
                  .join(' · ')}
              </td>
              <td>{person.maskedPhone ?? <span className="faint">{t('team:person.noPhone')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager
        shown={without.length}
        hasMore={people.hasMore}
        loadingMore={people.loadingMore}
        loadMore={people.loadMore}
      />
    </div>
  )
}
