import type { Field } from '@onegrid/domain/team/people-import/columns.ts'
import type { RowFilter, RowWire } from '@onegrid/domain/team/people-import/contract.ts'
import { useState } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { type Change, fieldName, useRows } from './people-import.ts'

type Fault = RowWire['faults'][number]
type Acts = { readonly editable: boolean; readonly busy: boolean; change(change: Change): void }

/** The columns of the screen and what of a row stands in each. */
const columns = [
  ['name', ['name']],
  ['phone', ['phone']],
  ['place', ['village', 'group', 'place', 'unit']],
  ['post', ['post', 'engagement']],
  ['days', ['from', 'until', 'term']],
] as const satisfies readonly (readonly [string, readonly Field[]])[]

export function RowsTable({
  importId,
  filter,
  words,
  ...acts
}: Acts & { readonly importId: string; readonly filter: RowFilter; readonly words: string }) {
  const { t } = useWords()
  const rows = useRows(importId, filter, words)
  if (rows.problem !== null && rows.items.length === 0)
    return <ErrorState problem={rows.problem} retry={() => void rows.reload()} />
  if (rows.pending) return <Skeleton />
  if (rows.items.length === 0) {
    const good = filter === 'faulty' && words === ''
    return (
      <EmptyState
        icon={good ? 'check' : 'search'}
        title={t(good ? 'peopleimport:none.faulty' : 'peopleimport:none.title')}
        text={t(good ? 'peopleimport:none.faultyText' : 'peopleimport:none.text')}
      />
    )
  }
  return (
    <div className="admin-scroll">
      <table className="admin-table people-rows" aria-busy={rows.stale}>
        <thead>
          <tr>
            <th scope="col">{t('peopleimport:table.line')}</th>
            {columns.map(([column]) => (
              <th key={column} scope="col">
                {t(`peopleimport:table.${column}`)}
              </th>
            ))}
            <th scope="col">{t('peopleimport:table.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.items.map(row => (
            <Row key={row.place} row={row} {...acts} />
          ))}
        </tbody>
      </table>
      <Pager shown={rows.items.length} hasMore={rows.hasMore} loadingMore={rows.loadingMore} loadMore={rows.loadMore} />
    </div>
  )
}

function Row({ row, ...acts }: Acts & { readonly row: RowWire }) {
  const { t } = useWords()
  return (
    <tr data-outcome={row.outcome}>
      <td className="people-line">{row.line}</td>
      {columns.map(([column, held]) => (
        <td key={column} className={`people-${column}`}>
          <Cells row={row} fields={held} {...acts} />
        </td>
      ))}
      <td>
        <span className={row.outcome === 'stopped' ? 'people-stopped' : row.outcome === 'same' ? 'soft' : undefined}>
          {t(`peopleimport:outcome.${row.outcome}`)}
        </span>
        {row.outcome === 'changed' ? (
          <span className="soft people-does">{row.does.map(each => t(`peopleimport:does.${each}`)).join(' · ')}</span>
        ) : null}
        {acts.editable ? (
          <button
            type="button"
            className="button button-small button-quiet people-leave"
            disabled={acts.busy}
            onClick={() => acts.change({ rows: [{ place: row.place, leftOut: !row.leftOut }] })}
          >
            {t(row.leftOut ? 'peopleimport:table.takeIn' : 'peopleimport:table.leaveOut')}
          </button>
        ) : null}
      </td>
    </tr>
  )
}

function Cells({ row, fields, ...acts }: Acts & { readonly row: RowWire; readonly fields: readonly Field[] }) {
  const filled = fields.filter(field => row.words[field] !== undefined)
  const faults = row.faults.filter(fault => fields.includes(fault.field))
  // A cell with a fault can be filled even where the list has nothing.
  const asked = faults.map(fault => fault.field).filter(field => !filled.includes(field))
  const shown = [...new Set([...filled, ...asked])]
  return (
    <>
      {shown.map(field => (
        <Cell key={field} row={row} field={field} {...acts} />
      ))}
      {faults.map(fault => (
        <FaultWords key={`${fault.code} ${fault.field}`} row={row} fault={fault} {...acts} />
      ))}
    </>
  )
}

/** The person has just asked to type here. */
const focusOnce = (field: HTMLInputElement | null) => field?.focus()

function Cell({ row, field, editable, busy, change }: Acts & { readonly row: RowWire; readonly field: Field }) {
  const { t } = useWords()
  const [editing, setEditing] = useState(false)
  const text = row.words[field] ?? ''
  if (editing)
    return (
      <form
        className="people-edit"
        onSubmit={event => {
          event.preventDefault()
          const typed = String(new FormData(event.currentTarget).get('text') ?? '')
          setEditing(false)
          if (typed !== text) change({ rows: [{ place: row.place, cells: [{ field, text: typed }] }] })
        }}
      >
        <input
          className="input"
          name="text"
          defaultValue={text}
          maxLength={200}
          aria-label={fieldName(field)}
          ref={focusOnce}
          onKeyDown={event => {
            if (event.key === 'Escape') setEditing(false)
          }}
        />
        <button type="submit" className="button button-small">
          {t('peopleimport:table.save')}
        </button>
      </form>
    )
  const words = (
    <>
      {text === '' ? <span className="faint">{t('peopleimport:table.add', { field: fieldName(field) })}</span> : text}
      {row.edited.includes(field) ? <span className="people-edited">{t('peopleimport:table.edited')}</span> : null}
    </>
  )
  if (!editable) return <span className="people-cell">{words}</span>
  return (
    <button
      type="button"
      className="people-cell"
      disabled={busy}
      title={text === '' ? undefined : t('peopleimport:table.edit', { field: fieldName(field), text })}
      onClick={() => setEditing(true)}
    >
      {words}
    </button>
  )
}

function FaultWords({ row, fault, editable, busy, change }: Acts & { readonly row: RowWire; readonly fault: Fault }) {
  const { t } = useWords()
  const { place } = row
  const act = (fix: Fault['fixes'][number]) => {
    if (fix.do === 'cell')
      change({ rows: [{ place, cells: [{ field: fix.field ?? fault.field, text: fix.text ?? '' }] }] })
    if (fix.do === 'word' && fix.of !== undefined)
      change({ words: [{ of: fix.of, word: fix.word ?? '', to: fix.to ?? '' }] })
    if (fix.do === 'same' || fix.do === 'other') change({ rows: [{ place, same: fix.do }] })
  }
  const named = (fix: Fault['fixes'][number]) => {
    if (fix.do !== 'cell' || fix.text !== '')
      return t(`peopleimport:fix.${fix.do}`, { text: fix.text ?? '', name: fix.name ?? '' })
    return t(fault.field === 'phone' ? 'peopleimport:fix.clearPhone' : 'peopleimport:fix.clear')
  }
  return (
    <div className={fault.level === 'stop' ? 'people-fault' : 'people-look'}>
      <span>
        {fault.level === 'stop' ? <Icon name="alert" size={16} /> : <Icon name="info" size={16} />}
        {t(`peopleimport:fault.${fault.code}`, fault.facts)}
      </span>
      {editable
        ? fault.fixes.map(fix => (
            <button
              key={`${fix.do} ${fix.text ?? ''}${fix.to ?? ''}`}
              type="button"
              className="button button-small"
              disabled={busy}
              onClick={() => act(fix)}
            >
              {named(fix)}
            </button>
          ))
        : null}
    </div>
  )
}
