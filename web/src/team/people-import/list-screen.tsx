import type { ImportWire } from '@onegrid/domain/team/people-import/contract.ts'
import { type RowFilter, rowFilters } from '@onegrid/domain/team/people-import/contract.ts'
import { useDeferredValue } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { usePostKinds } from '../../account/post-kinds.ts'
import { AdminPage, Banner, Labelled } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Moment } from '../../ui/moment.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { useGridTree, useUnitList } from '../team.ts'
import { ColumnsPart } from './columns-part.tsx'
import { type TownChoices, useChange, useContinue, useDiscard, useImport, useRun, useUndo } from './people-import.ts'
import { RowsTable } from './rows-table.tsx'
import { doneWords, summary } from './start-screen.tsx'
import { UnknownWords } from './unknown-words.tsx'
import './people-import.css'

export function PeopleImportList() {
  const { importId = '' } = useParams()
  const list = useImport(importId)
  const grids = useGridTree()
  const units = useUnitList()
  const kinds = usePostKinds()
  if (list.data === undefined)
    return list.error === null ? (
      <Skeleton kind="page" />
    ) : (
      <ErrorState problem={list.error} retry={() => void list.refetch()} />
    )
  return <List list={list.data} town={{ grids, units, kinds }} reload={() => void list.refetch()} />
}

function List({ list, town, reload }: { list: ImportWire; town: TownChoices; reload(): void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams()
  const filter = rowFilters.find(each => each === query.get('rows')) ?? 'all'
  const words = query.get('words') ?? ''
  const set = (key: string, value: string) =>
    setQuery(
      before => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  const change = useChange(list.importId, list.version, reload)
  const undo = useUndo(list.importId, ({ takenBack, stays }) =>
    toast({
      text:
        stays === 0
          ? t('peopleimport:undone', { count: takenBack })
          : t('peopleimport:undoneStays', { count: takenBack, stays }),
    }),
  )
  const run = useRun(list.importId, ({ counts }) => toast({ text: doneWords(t, counts), undo: () => undo.mutate() }))
  const goOn = useContinue(list.importId, next => void navigate(`/people/import/${next}?rows=faulty`))
  const discard = useDiscard(list.importId, () => {
    toast({ text: t('peopleimport:discarded') })
    void navigate('/people/import')
  })
  const { counts } = list
  const busy = goOn.isPending || change.isPending || run.isPending || undo.isPending
  const open = list.state === 'open'
  const comingIn = counts.newPeople + counts.changedPeople
  const problem = goOn.error ?? run.error ?? undo.error ?? change.error ?? discard.error
  const outdated = run.error?.code === 'people_import_outdated'
  return (
    <AdminPage
      title={list.fileName}
      about={open ? summary(t, counts) : doneWords(t, counts)}
      back={
        <Link to="/people/import">
          <Icon name="left" size={16} />
          {t('peopleimport:back')}
        </Link>
      }
      actions={
        open ? (
          <>
            <button type="button" className="button button-quiet" disabled={busy} onClick={() => discard.mutate()}>
              {t('peopleimport:discard')}
            </button>
            <button
              type="button"
              className="button button-primary"
              disabled={busy || comingIn === 0}
              onClick={() => run.mutate(list.version)}
            >
              {comingIn === 0 ? t('peopleimport:runNothing') : t('peopleimport:run', { count: comingIn })}
            </button>
          </>
        ) : (
          <button type="button" className="button" disabled={busy} onClick={() => undo.mutate()}>
            <Icon name="undo" size={16} />
            {t('peopleimport:undo')}
          </button>
        )
      }
    >
      {problem === null ? null : (
        <Banner
          kind="over"
          actions={
            outdated ? (
              <button
                type="button"
                className="button"
                onClick={() => {
                  run.reset()
                  change.mutate({})
                }}
              >
                {t('peopleimport:again')}
              </button>
            ) : null
          }
        >
          {outdated ? t('peopleimport:outdated') : problem.status === 412 ? t('peopleimport:stale') : problem.message}
        </Banner>
      )}
      {list.doneAt === undefined || open ? null : (
        <Banner>
          <DoneSentence at={list.doneAt} />
        </Banner>
      )}
      {open || counts.stopped + counts.leftOut === 0 ? null : (
        <HeldBack
          counts={counts}
          busy={busy}
          show={rows => set('rows', rows)}
          {...(counts.stopped === 0 ? {} : { goOn: () => goOn.mutate() })}
        />
      )}
      {open ? <OpenSentences list={list} /> : null}
      {list.stays.length === 0 ? null : <Stays list={list} />}
      {open && list.unknown.length > 0 ? (
        <UnknownWords list={list} town={town} busy={busy} change={change.mutate} />
      ) : null}
      {open ? <ColumnsPart list={list} town={town} busy={busy} change={change.mutate} /> : null}
      <Filters counts={counts} filter={filter} words={words} set={set} />
      <RowsTable
        importId={list.importId}
        filter={filter}
        words={useDeferredValue(words.trim())}
        editable={open}
        busy={busy}
        change={change.mutate}
      />
    </AdminPage>
  )
}

function DoneSentence({ at }: { at: string }) {
  const { t } = useWords()
  const [before = '', after = ''] = t('peopleimport:doneBanner', { moment: '\u0000' }).split('\u0000')
  return (
    <>
      {before}
      <Moment at={at} />
      {after}
    </>
  )
}

/** What did not come in is said, shown in one press and mended in another. */
function HeldBack({
  counts,
  busy,
  show,
  goOn,
}: {
  counts: ImportWire['counts']
  busy: boolean
  show(rows: RowFilter): void
  goOn?(): void
}) {
  const { t } = useWords()
  return (
    <Banner
      kind={counts.stopped === 0 ? 'info' : 'due'}
      actions={
        <>
          <button type="button" className="button" onClick={() => show(counts.stopped === 0 ? 'left_out' : 'faulty')}>
            {t('peopleimport:heldBack.show')}
          </button>
          {goOn === undefined ? null : (
            <button type="button" className="button button-primary" disabled={busy} onClick={goOn}>
              {t('peopleimport:heldBack.mend', { count: counts.stopped })}
            </button>
          )}
        </>
      }
    >
      {counts.stopped === 0 ? null : t('peopleimport:heldBack.stopped', { count: counts.stopped })}
      {counts.leftOut === 0 ? null : t('peopleimport:heldBack.leftOut', { count: counts.leftOut })}
    </Banner>
  )
}

function OpenSentences({ list }: { list: ImportWire }) {
  const { t } = useWords()
  const { counts } = list
  const nothing = counts.newPeople + counts.changedPeople === 0 && counts.samePeople > 0
  return (
    <p className="people-sentences soft">
      {counts.stopped > 0 ? (
        <strong className="people-stopped">{t('peopleimport:counts.stopped', { count: counts.stopped })}</strong>
      ) : null}
      {nothing ? <span>{t('peopleimport:counts.nothing')}</span> : null}
      {counts.newKinds > 0 ? <span>{t('peopleimport:counts.kinds', { count: counts.newKinds })}</span> : null}
      {list.setAside > 0 ? <span>{t('peopleimport:setAside', { count: list.setAside })}</span> : null}
      <span>{t('peopleimport:until', { day: list.expiresAt.slice(0, 10) })}</span>
    </p>
  )
}

function Stays({ list }: { list: ImportWire }) {
  const { t } = useWords()
  return (
    <Banner kind="due">
      {t('peopleimport:stays')}
      <ul className="people-stays">
        {list.stays.map(({ personId, name, why }) => (
          <li key={personId}>
            <Link to={`/people/${personId}`}>{name ?? t('app:person.gone')}</Link>{' '}
            <span className="soft">{t(`peopleimport:why.${why}`)}</span>
          </li>
        ))}
      </ul>
    </Banner>
  )
}

function Filters({
  counts,
  filter,
  words,
  set,
}: {
  counts: ImportWire['counts']
  filter: RowFilter
  words: string
  set(key: string, value: string): void
}) {
  const { t } = useWords()
  const shown: Partial<Record<RowFilter, number>> = {
    all: counts.rows,
    faulty: counts.stopped,
    look: counts.looked,
    left_out: counts.leftOut,
  }
  return (
    <search className="people-filters">
      <fieldset className="people-tabs">
        <legend className="unseen">{t('peopleimport:filter.label')}</legend>
        {rowFilters.map(each => (
          <button
            key={each}
            type="button"
            className="people-tab"
            aria-pressed={each === filter}
            onClick={() => set('rows', each === 'all' ? '' : each)}
          >
            {t(`peopleimport:filter.${each}`)}
            {shown[each] === undefined ? null : <span className="people-count">{shown[each]}</span>}
          </button>
        ))}
      </fieldset>
      <Labelled label={t('peopleimport:find')}>
        {ties => (
          <input
            {...ties}
            className="input"
            type="search"
            value={words}
            maxLength={40}
            placeholder={t('peopleimport:findHint')}
            onChange={event => set('words', event.target.value)}
          />
        )}
      </Labelled>
    </search>
  )
}
