import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMe } from '../../account/me.ts'
import { categoryName, useSpeaker } from '../../ticket/use-speaker.ts'
import { useCounts, useGrids, useTicketRows } from '../../ticket/use-ticket.ts'
import { useNow } from '../../ui/moment.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { gridOptions } from '../options.ts'
import { Picker } from '../picker.tsx'
import { Facts, Sheet, Signatures } from './sheet.tsx'

/** 交接清单: what is open with a person or a unit, to be handed over. */
export function HandoverScreen() {
  const { t } = useWords()
  const me = useMe()
  const speaker = useSpeaker()
  const [search, setSearch] = useSearchParams()
  const scope = search.get('scope') ?? 'mine'
  const { data: counts } = useCounts()
  const rows = useTicketRows({ scope, order: 'due' }, 100)
  const now = new Date(useNow()).toISOString()
  const scopes = counts?.scopes.filter(each => each.key === 'mine' || each.key.startsWith('unit:')) ?? []
  const nameOfScope = scope === 'mine' ? me.name : (scopes.find(each => each.key === scope)?.name ?? '')
  if (rows.problem !== null) return <ErrorState problem={rows.problem} retry={() => void rows.reload()} />
  if (rows.pending) return <Skeleton kind="page" />
  return (
    <Sheet title={t('desk:sheet.handover')}>
      {scopes.length > 1 ? (
        <p className="no-print">
          <select
            className="select sheet-select"
            aria-label={t('desk:scope.label')}
            value={scope}
            onChange={event => setSearch({ scope: event.target.value })}
          >
            {scopes.map(each => (
              <option key={each.key} value={each.key}>
                {each.key === 'mine' ? me.name : each.name}
              </option>
            ))}
          </select>
        </p>
      ) : null}
      <Facts
        rows={[
          [t('desk:print.handsOver'), nameOfScope],
          [t('desk:print.asOf'), speaker.moment(now)],
          [t('desk:print.open'), String(rows.items.length)],
        ]}
      />
      {rows.items.length === 0 ? (
        <EmptyState icon="check" title={t('desk:empty.title')} text={t('desk:empty.mine')} />
      ) : (
        <table className="sheet-grid sheet-list">
          <thead>
            <tr>
              <th scope="col">{t('desk:print.numberColumn')}</th>
              <th scope="col">{t('desk:print.matter')}</th>
              <th scope="col">{t('desk:print.status')}</th>
              <th scope="col">{t('desk:clock.promise')}</th>
              <th scope="col">{t('desk:print.remark')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.items.map(row => (
              <tr key={row.number}>
                <td>{row.number}</td>
                <td>
                  {row.words ?? t('ticket:erased')}
                  <br />
                  {row.place.name} · {categoryName(speaker, row.subcategory)}
                </td>
                <td>{t(`ticket:status.${row.status}`)}</td>
                <td>{speaker.moment(row.dueAt)}</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pager shown={rows.items.length} hasMore={rows.hasMore} loadingMore={rows.loadingMore} loadMore={rows.loadMore} />
      <Signatures names={[t('desk:print.handsOver'), t('desk:print.takesOver'), t('desk:print.witness')]} />
    </Sheet>
  )
}

const emptyRows = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** 空白巡查表: for a round without a phone; typed in later with both times. */
export function PatrolFormScreen() {
  const { t } = useWords()
  const { data: grids } = useGrids()
  const [grid, setGrid] = useState<string | undefined>(undefined)
  const options = gridOptions(grids?.items ?? [])
  const line = '                    '
  return (
    <Sheet title={t('desk:sheet.patrol')}>
      <div className="no-print sheet-select">
        <Picker
          id="patrol-grid"
          label={t('ticket:field.gridId')}
          placeholder={t('ticket:field.gridId')}
          options={options}
          value={grid}
          onChange={setGrid}
        />
      </div>
      <Facts
        rows={[
          [t('ticket:field.gridId'), options.find(option => option.value === grid)?.label ?? line],
          [t('desk:print.patroller'), line],
          [t('desk:print.patrolDay'), line],
        ]}
      />
      <table className="sheet-grid sheet-patrol">
        <thead>
          <tr>
            <th scope="col">{t('desk:print.clock')}</th>
            <th scope="col">{t('ticket:field.place')}</th>
            <th scope="col">{t('desk:entry.found')}</th>
            <th scope="col">{t('ticket:field.subcategory')}</th>
            <th scope="col">{t('desk:entry.settled')}</th>
            <th scope="col">{t('desk:print.typedIn')}</th>
          </tr>
        </thead>
        <tbody>
          {emptyRows.map(row => (
            <tr key={row}>
              <td />
              <td />
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('desk:print.patrolNote')}</p>
      <Signatures names={[t('desk:print.patroller'), t('desk:print.typedInBy')]} />
    </Sheet>
  )
}
