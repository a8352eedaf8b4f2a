import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { AdminPage, Banner } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { useDrop, useImports } from './people-import.ts'
import './people-import.css'

/** Where a list is dropped, and the lists of the last days. */
export function PeopleImportStart() {
  const { t } = useWords()
  return (
    <AdminPage
      title={t('peopleimport:title')}
      about={t('peopleimport:about')}
      back={
        <Link to="/people">
          <Icon name="left" size={16} />
          {t('team:people.title')}
        </Link>
      }
    >
      <DropFile />
      <section aria-labelledby="earlier-lists" className="admin-rows">
        <h2 id="earlier-lists">{t('peopleimport:earlier')}</h2>
        <Earlier />
      </section>
    </AdminPage>
  )
}

function DropFile() {
  const { t } = useWords()
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const drop = useDrop(importId => void navigate(`/people/import/${importId}`))
  const take = (file: File | undefined) => {
    if (file !== undefined && !drop.isPending) drop.mutate(file)
  }
  // Dropping is one more way beside the button: the area itself is nothing to press, so it listens without being a control.
  const taken = useRef(take)
  taken.current = take
  useEffect(() => {
    const area = place.current
    if (area === null) return
    const over = (event: DragEvent) => {
      event.preventDefault()
      setOver(event.type === 'dragover')
    }
    const dropped = (event: DragEvent) => {
      over(event)
      taken.current(event.dataTransfer?.files[0])
    }
    area.addEventListener('dragover', over)
    area.addEventListener('dragleave', over)
    area.addEventListener('drop', dropped)
    return () => {
      area.removeEventListener('dragover', over)
      area.removeEventListener('dragleave', over)
      area.removeEventListener('drop', dropped)
    }
  }, [])
  return (
    <>
      {drop.error === null ? null : (
        <Banner kind="over">
          {drop.error.message} {drop.error.remedy}
        </Banner>
      )}
      <div ref={place} className="people-drop" data-over={over ? '' : undefined}>
        <Icon name="people" size={36} />
        {drop.isPending ? (
          <p role="status">{t('peopleimport:reading', { name: drop.variables?.name ?? '' })}</p>
        ) : (
          <>
            <p className="people-drop-title">{t('peopleimport:drop')}</p>
            <button type="button" className="button button-primary" onClick={() => field.current?.click()}>
              {t('peopleimport:choose')}
            </button>
            <p className="soft">{t('peopleimport:dropHint')}</p>
          </>
        )}
        <input
          ref={field}
          className="unseen"
          type="file"
          tabIndex={-1}
          aria-label={t('peopleimport:choose')}
          accept=".xlsx,.xls,.csv,.txt"
          onChange={event => {
            take(event.target.files?.[0])
            // The same file again, mended meanwhile, is a change too.
            event.target.value = ''
          }}
        />
      </div>
    </>
  )
}

function Earlier() {
  const { t } = useWords()
  const lists = useImports()
  if (lists.problem !== null && lists.items.length === 0)
    return <ErrorState problem={lists.problem} retry={() => void lists.reload()} />
  if (lists.pending) return <Skeleton rows={3} />
  if (lists.items.length === 0)
    return <EmptyState icon="list" title={t('peopleimport:earlierNone')} text={t('peopleimport:earlierNoneText')} />
  return (
    <div>
      <ul className="people-lists">
        {lists.items.map(list => {
          const state = list.state === 'done' ? 'done' : list.undoneAt === undefined ? 'open' : 'undone'
          return (
            <li key={list.importId}>
              <Link to={`/people/import/${list.importId}`}>{list.fileName}</Link>
              <span className="soft">
                <Moment at={list.madeAt} />
              </span>
              <span>{t(`peopleimport:state.${state}`)}</span>
              <span className="soft">{state === 'done' ? doneWords(t, list.counts) : summary(t, list.counts)}</span>
            </li>
          )
        })}
      </ul>
      <Pager
        shown={lists.items.length}
        hasMore={lists.hasMore}
        loadingMore={lists.loadingMore}
        loadMore={lists.loadMore}
      />
    </div>
  )
}

type Counts = {
  readonly newPeople: number
  readonly changedPeople: number
  readonly samePeople: number
  readonly newPosts: number
  readonly stopped: number
}

/** What came in, and what did not. */
export function doneWords(t: ReturnType<typeof useWords>['t'], counts: Counts): string {
  const { newPeople, changedPeople, newPosts, stopped } = counts
  const came = t('peopleimport:done', { made: newPeople, changed: changedPeople, posts: newPosts })
  return stopped === 0 ? came : `${came}${t('peopleimport:heldBack.also', { count: stopped })}`
}

export function summary(t: ReturnType<typeof useWords>['t'], counts: Counts): string {
  return t('peopleimport:counts.ready', {
    people: counts.newPeople + counts.changedPeople + counts.samePeople,
    made: counts.newPeople,
    changed: counts.changedPeople,
    same: counts.samePeople,
    posts: counts.newPosts,
  })
}
