import type { PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import { areaOf, areaWords, type Family, familiesIn } from './plan.ts'
import type { Editing } from './use-editing.ts'

type Row = { readonly grid: PlanGrid; readonly depth: 0 | 1 | 2; readonly open?: boolean; readonly count?: number }

/**
 * Villages and their groups as a tree: arrows walk and unfold, Enter chooses and shows, Space chooses one more, F2
 * renames in place. Closed villages have no rows, so a county's list is as light as a town's.
 */
export function GridList({
  editing,
  mayEdit,
  faulty,
  show,
  renaming,
  setRenaming,
}: {
  editing: Editing
  mayEdit: boolean
  /** Keys of grids with faults. */
  faulty: ReadonlySet<string>
  show(keys: readonly string[]): void
  renaming: string | undefined
  setRenaming(key: string | undefined): void
}) {
  const { t } = useWords()
  const { division, chosen, choose, edit } = editing
  const [wanted, setWanted] = useState('')
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string>()
  const tree = useRef<HTMLDivElement>(null)
  const families = useMemo(() => familiesIn(division), [division])
  const first = division.grids.find(grid => grid.key === chosen[0])
  const parentOfChosen = first?.level === 'small' ? first.parentKey : undefined
  useEffect(() => {
    // What is chosen on the map must be found in the list.
    if (parentOfChosen !== undefined)
      setUnfolded(before => (before.has(parentOfChosen) ? before : new Set(before).add(parentOfChosen)))
    if (first !== undefined) setCurrent(first.key)
  }, [parentOfChosen, first])
  useEffect(() => {
    if (current !== undefined) document.getElementById(rowId(current))?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const rows = useMemo(() => rowsOf(families, unfolded, wanted.trim()), [families, unfolded, wanted])
  const focusable = rows.some(row => row.grid.key === current) ? current : rows[0]?.grid.key

  const fold = (key: string, open: boolean) => {
    const next = new Set(unfolded)
    if (open) next.add(key)
    else next.delete(key)
    setUnfolded(next)
  }
  const goTo = (row: Row | undefined) => {
    if (row === undefined) return
    setCurrent(row.grid.key)
    requestAnimationFrame(() => document.getElementById(rowId(row.grid.key))?.focus())
  }
  const pick = (key: string, more: boolean) => {
    if (more) choose(chosen.includes(key) ? chosen.filter(each => each !== key) : [...chosen, key])
    else choose([key])
  }
  const hear = (event: KeyboardEvent, row: Row) => {
    if (event.target instanceof HTMLInputElement || event.altKey) return
    const at = rows.indexOf(row)
    const { grid, open } = row
    if (event.key === 'ArrowDown') goTo(rows[at + 1])
    else if (event.key === 'ArrowUp') goTo(rows[at - 1])
    else if (event.key === 'Home') goTo(rows[0])
    else if (event.key === 'End') goTo(rows.at(-1))
    else if (event.key === 'ArrowRight' && open === false) fold(grid.key, true)
    else if (event.key === 'ArrowRight' && open === true) goTo(rows[at + 1])
    else if (event.key === 'ArrowLeft' && open === true) fold(grid.key, false)
    else if (event.key === 'ArrowLeft') goTo(rows.find(each => each.grid.key === grid.parentKey))
    else if (event.key === 'Enter') {
      pick(grid.key, event.ctrlKey || event.metaKey)
      show([grid.key])
    } else if (event.key === ' ') pick(grid.key, true)
    else if (event.key === 'F2' && mayEdit) setRenaming(grid.key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <div className="plan-find">
        <Icon name="search" size={16} />
        <input
          type="search"
          value={wanted}
          maxLength={40}
          placeholder={t('plan:list.find')}
          aria-label={t('plan:list.find')}
          onChange={event => setWanted(event.target.value)}
        />
      </div>
      <div ref={tree} role="tree" className="plan-tree" aria-label={t('plan:list.title')} aria-multiselectable="true">
        {rows.map(row => {
          const { grid, depth, open, count } = row
          const area = areaOf(grid)
          return (
            <div
              key={grid.key}
              id={rowId(grid.key)}
              role="treeitem"
              aria-level={depth + 1}
              aria-selected={chosen.includes(grid.key)}
              {...(open === undefined ? {} : { 'aria-expanded': open })}
              tabIndex={grid.key === focusable ? 0 : -1}
              className="plan-row"
              data-depth={depth}
              onFocus={event => event.target === event.currentTarget && setCurrent(grid.key)}
              onKeyDown={event => hear(event, row)}
              onClick={event => {
                if (event.target instanceof Element && event.target.closest('[data-fold]') !== null)
                  return fold(grid.key, !open)
                pick(grid.key, event.ctrlKey || event.metaKey || event.shiftKey)
                if (!(event.ctrlKey || event.metaKey || event.shiftKey)) show([grid.key])
              }}
              onDoubleClick={() => mayEdit && setRenaming(grid.key)}
            >
              {open === undefined ? (
                <span className="plan-fold" />
              ) : (
                <span className="plan-fold" data-fold data-open={open} aria-hidden="true">
                  <Icon name="chevron" size={14} />
                </span>
              )}
              {renaming === grid.key ? (
                <NameField
                  grid={grid}
                  done={name => {
                    setRenaming(undefined)
                    if (name !== undefined && name !== grid.name)
                      edit({ kind: 'describe', key: grid.key, description: { name } })
                    requestAnimationFrame(() => document.getElementById(rowId(grid.key))?.focus())
                  }}
                />
              ) : (
                <span className="plan-row-name">
                  {grid.name.trim() === '' ? t('plan:grid.unnamed') : grid.name}
                  {grid.localNames.length === 0 ? null : <span className="soft"> {grid.localNames.join(' · ')}</span>}
                </span>
              )}
              {faulty.has(grid.key) ? <Icon name="alert" size={14} label={t('plan:list.faulty')} /> : null}
              <span className="plan-row-side">
                {count === undefined ? null : t('plan:list.groups', { count })}
                {count === undefined && depth === 2 ? (
                  area === undefined ? (
                    <span className="plan-undrawn">{t('plan:grid.undrawn')}</span>
                  ) : (
                    areaWords(area)
                  )
                ) : null}
              </span>
            </div>
          )
        })}
        {rows.length === 0 ? <p className="soft plan-none">{t('plan:list.nothing')}</p> : null}
      </div>
    </>
  )
}

const rowId = (key: string) => `plan-row-${key}`

function NameField({ grid, done }: { grid: PlanGrid; done(name: string | undefined): void }) {
  const { t } = useWords()
  const [name, setName] = useState(grid.name)
  const over = useRef(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const end = (wanted: string | undefined) => {
    if (over.current) return
    over.current = true
    done(wanted)
  }
  return (
    <input
      className="input plan-name-field"
      ref={field}
      aria-label={t('plan:grid.name')}
      value={name}
      maxLength={60}
      onChange={event => setName(event.target.value)}
      onBlur={() => end(name.trim() === '' ? undefined : name.trim())}
      onClick={event => event.stopPropagation()}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter' && name.trim() !== '') end(name.trim())
        else if (event.key === 'Escape') end(undefined)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}

function rowsOf(
  { large, villages }: ReturnType<typeof familiesIn>,
  unfolded: ReadonlySet<string>,
  wanted: string,
): readonly Row[] {
  const named = (grid: PlanGrid) =>
    wanted === '' || [grid.name, grid.code ?? '', ...grid.localNames].some(text => text.includes(wanted))
  const rows = villages.flatMap(({ grid, members }: Family): Row[] => {
    if (grid.level === 'small') return named(grid) ? [{ grid, depth: 2 }] : []
    const own = named(grid)
    const shown = own ? members : members.filter(named)
    if (!own && shown.length === 0) return []
    const open = unfolded.has(grid.key) || (wanted !== '' && !own)
    const head: Row = { grid, depth: 1, open, count: members.length }
    return open ? [head, ...shown.map((member): Row => ({ grid: member, depth: 2 }))] : [head]
  })
  return large !== undefined && named(large) ? [{ grid: large, depth: 0 }, ...rows] : rows
}
