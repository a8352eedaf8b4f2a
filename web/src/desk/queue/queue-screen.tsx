import { useContext, useEffect, useMemo, useRef, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { useTicketRows } from '../../ticket/use-ticket.ts'
import { type ScreenCommand, useCommands } from '../../ui/commands.ts'
import { Icon } from '../../ui/icon.tsx'
import { useKeys, useListKeys } from '../../ui/keyboard.ts'
import { TownZone } from '../../ui/moment.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { TicketPanel } from '../detail/ticket-panel.tsx'
import { instantAt } from '../town-time.ts'
import { BulkDispatch } from './bulk-dispatch.tsx'
import { FilterBar } from './filter-bar.tsx'
import { filtersOf, isFlagLine, isKnownLine, lineWords } from './queue-address.ts'
import { QueueMap } from './queue-map.tsx'
import { TicketLine } from './ticket-line.tsx'
import { useSteady } from './use-steady.ts'
import './queue.css'

/** A queue beside its map or beside the ticket that is open; everything of it stands in the address. */
export function QueueScreen() {
  const { line: asked } = useParams()
  const line = isKnownLine(asked) ? asked : 'all'
  const { t } = useWords()
  const zone = useContext(TownZone)
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const open = search.get('open') ?? undefined
  const mapShown = search.get('map') === '1'
  const filters = useMemo(() => filtersOf(line, search, day => instantAt(day, zone) ?? day), [line, search, zone])
  const question = JSON.stringify(filters)
  const pages = useTicketRows(filters)
  const list = useSteady(pages.items, question, pages.pending || pages.stale)
  const { rows } = list
  const numbers = useMemo(() => rows.map(({ row }) => row.number), [rows])

  const [chosen, setChosen] = useState<ReadonlyMap<string, string | undefined>>(new Map())
  // Another queue, another choice: nothing unseen may be dispatched.
  const [chosenFor, setChosenFor] = useState(question)
  if (chosenFor !== question) {
    setChosenFor(question)
    setChosen(new Map())
  }
  const choose = (number: string, yes: boolean) =>
    setChosen(before => {
      const next = new Map(before)
      if (yes) next.set(number, undefined)
      else next.delete(number)
      return next
    })
  const change = (edit: (next: URLSearchParams) => void) =>
    setSearch(
      before => {
        const next = new URLSearchParams(before)
        edit(next)
        return next
      },
      { replace: true },
    )
  const show = (number: string | undefined) =>
    change(next => (number === undefined ? next.delete('open') : next.set('open', number)))
  const { current, setCurrent } = useListKeys(numbers, show)
  const dispatchable = rows.filter(({ row, gone }) => !gone && row.actions.includes('dispatchTicket'))
  const chooseCurrent = () => {
    const row = dispatchable.find(each => each.row.number === current)?.row
    if (row !== undefined) choose(row.number, !chosen.has(row.number))
  }
  const latestChoose = useRef(chooseCurrent)
  latestChoose.current = chooseCurrent
  const own = useMemo<readonly ScreenCommand[]>(
    () => [
      {
        id: 'choose-row',
        title: t('desk:list.chooseRow'),
        group: 'act',
        icon: 'check',
        keys: 'x',
        run: () => latestChoose.current(),
      },
    ],
    [t],
  )
  useCommands(own)
  useKeys({
    x: chooseCurrent,
    escape: () => {
      if (open !== undefined) show(undefined)
      else if (chosen.size > 0) setChosen(new Map())
    },
    e: () => open !== undefined && void navigate(`/tickets/${open}`),
  })
  // Moving through the list moves the open ticket along, so that a morning's round needs two keys.
  const following = useRef(show)
  following.current = show
  useEffect(() => {
    if (open !== undefined && current !== undefined && current !== open) following.current(current)
  }, [current, open])

  const select = (number: string) => {
    setCurrent(number)
    show(number)
  }
  // A search hands over after a bounded walk, perhaps with nothing found yet: it goes on by itself for a few pages.
  const walked = useRef({ words: '', pages: 0 })
  const { hasMore, loadingMore, loadMore } = pages
  useEffect(() => {
    const words = search.toString()
    if (walked.current.words !== words) walked.current = { words, pages: 0 }
    if (rows.length > 0 || !hasMore || loadingMore || walked.current.pages >= 8) return
    walked.current.pages += 1
    loadMore()
  }, [search, rows.length, hasMore, loadingMore, loadMore])
  const shape =
    open !== undefined ? 'queue queue-beside queue-open' : mapShown ? 'queue queue-beside queue-mapped' : 'queue'
  const title = t(lineWords(line))
  return (
    <div className={shape}>
      <section className="queue-list" aria-label={title}>
        <header className="queue-head">
          <h1>{title}</h1>
          {search.get('text') ? (
            <span className="faint">{t('desk:list.found', { text: search.get('text')! })}</span>
          ) : null}
          {line === 'mine' && rows.length > 0 ? (
            <Link to="/print/handover" className="tool queue-sheet">
              <Icon name="print" size={16} />
              {t('desk:sheet.handover')}
            </Link>
          ) : null}
        </header>
        <FilterBar
          mapShown={mapShown}
          toggleMap={() => change(next => (mapShown ? next.delete('map') : next.set('map', '1')))}
        />
        {list.waiting > 0 ? (
          <button type="button" className="queue-fresh" onClick={list.renew}>
            {t('desk:list.fresh', { count: list.waiting })}
          </button>
        ) : null}
        <div className="queue-rows">
          {pages.problem !== null && rows.length === 0 ? (
            <ErrorState problem={pages.problem} retry={() => void pages.reload()} />
          ) : rows.length === 0 && (pages.pending || pages.stale || (pages.hasMore && pages.loadingMore)) ? (
            <Skeleton rows={9} />
          ) : rows.length === 0 ? (
            <Nothing line={line} filtered={search.toString() !== '' && Object.keys(filters).length > 1} />
          ) : (
            <ul className="lines">
              {rows.map(({ row, gone }) => (
                <TicketLine
                  key={row.number}
                  row={row}
                  gone={gone}
                  open={row.number === open}
                  current={row.number === current}
                  chosen={chosen.has(row.number)}
                  fault={chosen.get(row.number)}
                  withStatus={line === 'all' || line === 'mine' || isFlagLine(line)}
                  selectable={row.actions.includes('dispatchTicket')}
                  onOpen={select}
                  onChoose={choose}
                />
              ))}
            </ul>
          )}
          <More shown={rows.length} hasMore={pages.hasMore} loading={pages.loadingMore} load={pages.loadMore} />
        </div>
        {chosen.size === 0 ? null : (
          <BulkDispatch
            numbers={numbers.filter(number => chosen.has(number))}
            onResult={(number, fault) =>
              fault === undefined ? choose(number, false) : setChosen(before => new Map(before).set(number, fault))
            }
            onLeave={() => setChosen(new Map())}
          />
        )}
      </section>
      {open !== undefined ? (
        <TicketPanel key={open} number={open} close={() => show(undefined)} />
      ) : mapShown ? (
        <QueueMap filters={filters} rows={rows.map(({ row }) => row)} current={current} onDot={select} />
      ) : null}
    </div>
  )
}

/** The next page comes by itself when its place is scrolled into view; the button is for those who do not scroll. */
function More(props: { shown: number; hasMore: boolean; loading: boolean; load(): void }) {
  const { t } = useWords()
  const end = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    const element = end.current
    if (element === null || typeof IntersectionObserver !== 'function') return
    const watcher = new IntersectionObserver(entries => {
      const { hasMore, loading, load } = latest.current
      if (entries.some(entry => entry.isIntersecting) && hasMore && !loading) load()
    })
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  return (
    <div ref={end} className="queue-end">
      {props.shown === 0 && !props.hasMore ? null : props.hasMore ? (
        <button type="button" className="button button-quiet" onClick={props.load} disabled={props.loading}>
          {props.loading ? t('app:loading') : t('app:action.loadMore')}
        </button>
      ) : (
        <span className="faint">{t('app:pager.end', { count: props.shown })}</span>
      )}
    </div>
  )
}

function Nothing({ line, filtered }: { line: string; filtered: boolean }) {
  const { t } = useWords()
  if (filtered) return <EmptyState icon="filter" title={t('desk:empty.filtered')} text={t('desk:empty.filteredText')} />
  return <EmptyState icon="check" title={t('desk:empty.title')} text={t(`desk:empty.${emptyWords(line)}`)} />
}

function emptyWords(line: string): string {
  return ['to_assess', 'to_dispatch', 'mine', 'late', 'to_verify', 'write_back'].includes(line) ? line : 'text'
}
