import { useDeferredValue, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useKindName, usePostKinds } from '../account/post-kinds.ts'
import type { Pages } from '../api/queries.ts'
import { AdminPage, Labelled } from '../ui/admin-page.tsx'
import { Pager } from '../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { AddPerson } from './add-person.tsx'
import { PeopleTraffic } from './people-import/people-traffic.tsx'
import { filterOf } from './person-field.tsx'
import { postsTogether } from './posts-together.ts'
import { isOver, type Person, type Post, useGridTree, usePeople, useToday, villagesIn } from './team.ts'
import './team.css'

export function PeopleScreen() {
  const { t, language } = useWords()
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams()
  const [adding, setAdding] = useState(false)
  const name = query.get('name') ?? ''
  const kind = query.get('kind') ?? ''
  const village = query.get('village') ?? ''
  const grids = useGridTree()
  const kinds = usePostKinds()
  const change = (key: string, value: string) =>
    setQuery(
      before => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  return (
    <AdminPage
      title={t('team:people.title')}
      about={t('team:people.about')}
      actions={
        <>
          <PeopleTraffic />
          <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
            {t('team:people.add')}
          </button>
        </>
      }
    >
      <search className="team-filters">
        <Labelled label={t('posts:people.search')}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="search"
              value={name}
              maxLength={40}
              placeholder={t('team:people.searchHint')}
              onChange={event => change('name', event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('team:people.role')}>
          {ties => (
            <select {...ties} className="input" value={kind} onChange={event => change('kind', event.target.value)}>
              <option value="">{t('team:people.everyRole')}</option>
              {kinds.map(each => (
                <option key={each.code} value={each.code}>
                  {each[language]}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('posts:people.place')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={village}
              onChange={event => change('village', event.target.value)}
            >
              <option value="">{t('team:post.wholeTown')}</option>
              {villagesIn(grids).map(grid => (
                <option key={grid.gridId} value={grid.gridId}>
                  {grid.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </search>
      <Found words={name.trim()} kind={kind} village={village} />
      {adding ? (
        <AddPerson close={() => setAdding(false)} done={personId => void navigate(`/people/${personId}`)} />
      ) : null}
    </AdminPage>
  )
}

function Found({ words, kind, village }: { words: string; kind: string; village: string }) {
  const people = usePeople({
    ...filterOf(useDeferredValue(words)),
    ...(kind === '' ? {} : { kind }),
    ...(village === '' ? {} : { gridId: village }),
  })
  return <Table list={people} rows={people.items.map(person => ({ ...person, key: person.personId }))} />
}

type Row = Pick<Person, 'personId' | 'name' | 'posts'> & {
  readonly key: string
  readonly maskedPhone?: string
  readonly hasAccount?: boolean
}

function Table({ list, rows }: { list: Pages<unknown>; rows: readonly Row[] }) {
  const { t } = useWords()
  if (list.problem !== null && rows.length === 0)
    return <ErrorState problem={list.problem} retry={() => void list.reload()} />
  if (list.pending) return <Skeleton />
  if (rows.length === 0)
    return <EmptyState icon="people" title={t('team:people.none')} text={t('team:people.noneText')} />
  return (
    <div className="admin-scroll">
      <table className="admin-table admin-lines team-people">
        <thead>
          <tr>
            <th scope="col">{t('team:person.name')}</th>
            <th scope="col">{t('team:person.posts')}</th>
            <th scope="col">{t('team:person.phone')}</th>
            <th scope="col">{t('team:person.account')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key}>
              <th scope="row">
                <Link to={`/people/${row.personId}`}>{row.name ?? t('app:person.gone')}</Link>
              </th>
              <td className="admin-line">
                <PostWords posts={row.posts} />
              </td>
              <td>{row.maskedPhone ?? <span className="faint">{t('team:person.noPhone')}</span>}</td>
              <td>
                {row.hasAccount === undefined ? null : row.hasAccount ? (
                  t('team:person.hasAccount')
                ) : (
                  <span className="faint">{t('team:person.noAccount')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager shown={rows.length} hasMore={list.hasMore} loadingMore={list.loadingMore} loadMore={list.loadMore} />
    </div>
  )
}

function PostWords({ posts }: { posts: readonly Post[] }) {
  const { t } = useWords()
  const today = useToday()
  const grids = useGridTree()
  const kindName = useKindName()
  const held = posts.filter(post => !isOver(post, today))
  if (held.length === 0) return <span className="faint">{t('team:person.noPost')}</span>
  return (
    <ul className="team-posts">
      {postsTogether(grids, held).map(({ key, kind, at }) => (
        <li key={key}>
          {kindName(kind)} <span className="soft">{at}</span>
        </li>
      ))}
    </ul>
  )
}
