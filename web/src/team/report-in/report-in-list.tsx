import { reportInKinds, reportInStates } from '@onegrid/domain/team/report-in/report-in.ts'
import { useDeferredValue } from 'react'
import { useSearchParams } from 'react-router'
import { holds, useMe } from '../../account/me.ts'
import { Labelled } from '../../ui/admin-page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { useGridTree, villagesIn } from '../team.ts'
import { ReportInRow } from './report-in-row.tsx'
import { type Filter, filterIn, useReportIns, useSkills } from './report-ins.ts'
import './report-in.css'

type Choice = { readonly value: string; readonly label: string }

/** The same list at the desk and on the leader's phone; what is looked for stands in the address. */
export function ReportInList() {
  const { t, language } = useWords()
  const [query, setQuery] = useSearchParams()
  const { needs } = useSkills()
  // Who leads one village has nothing to choose among.
  const wholeTown = holds(useMe(), ['town_administrator', 'centre'])
  const villages = villagesIn(useGridTree())
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
  const select = (key: string, every: string, choices: readonly Choice[]) => (
    <Labelled label={t(`reportin:filter.${key}`)}>
      {ties => (
        <select
          {...ties}
          className="input"
          value={query.get(key) ?? ''}
          onChange={event => change(key, event.target.value)}
        >
          <option value="">{every}</option>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
  const every = t('reportin:filter.every')
  return (
    <>
      <h2 className="report-ins-title">{t('reportin:people')}</h2>
      <search className="report-in-filters">
        <Labelled label={t('reportin:filter.text')}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="search"
              maxLength={40}
              value={query.get('text') ?? ''}
              onChange={event => change('text', event.target.value)}
            />
          )}
        </Labelled>
        {select(
          'state',
          every,
          reportInStates.map(value => ({ value, label: t(`reportin:state.${value}`) })),
        )}
        {select(
          'skill',
          every,
          needs.map(need => ({ value: need.code, label: need.name[language] })),
        )}
        {select(
          'kind',
          every,
          reportInKinds.map(value => ({ value, label: t(`reportin:kind.${value}`) })),
        )}
        {!wholeTown
          ? null
          : select(
              'village',
              every,
              villages.map(({ gridId, name }) => ({ value: gridId, label: name })),
            )}
      </search>
      <Found filter={useDeferredValue(filterIn(query))} />
    </>
  )
}

function Found({ filter }: { filter: Filter }) {
  const { t } = useWords()
  const list = useReportIns(filter)
  const narrowed = Object.keys(filter).length > 0
  if (list.problem !== null && list.items.length === 0)
    return <ErrorState problem={list.problem} retry={() => void list.reload()} />
  if (list.pending) return <Skeleton />
  if (list.items.length === 0)
    return narrowed ? (
      <EmptyState icon="search" title={t('reportin:noneFound')} text={t('reportin:noneFoundText')} />
    ) : (
      <EmptyState icon="people" title={t('reportin:none')} text={t('reportin:noneText')} />
    )
  return (
    <>
      <ul className="report-ins">
        {list.items.map(item => (
          <ReportInRow key={item.reportInId} item={item} />
        ))}
      </ul>
      <Pager shown={list.items.length} hasMore={list.hasMore} loadingMore={list.loadingMore} loadMore={list.loadMore} />
    </>
  )
}
