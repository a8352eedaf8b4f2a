import type { CoverageWire } from '@onegrid/domain/team/training/contract.ts'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { Labelled } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { useToday } from '../team.ts'
import { useCoverage } from './trainings.ts'

/** Villages by subjects: where nobody was there yet is said in words. */
export function CoverageTab() {
  const { t, language } = useWords()
  const today = useToday()
  const [query, setQuery] = useSearchParams()
  const from = query.get('from') ?? `${today.slice(0, 4)}-01-01`
  const until = query.get('until') ?? today
  const coverage = useCoverage(from, until)
  const codes = (coverage.data?.subjects ?? []).map(({ code }) => code)
  const change = (key: 'from' | 'until', value: string) => {
    if (value !== '') setQuery({ from, until, [key]: value }, { replace: true })
  }
  return (
    <>
      <search className="training-filters no-print">
        <Labelled label={t('training:coverage.from')}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="date"
              value={from}
              onChange={event => change('from', event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('training:coverage.until')}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="date"
              value={until}
              onChange={event => change('until', event.target.value)}
            />
          )}
        </Labelled>
        <button type="button" className="button" onClick={() => window.print()}>
          {t('training:coverage.print')}
        </button>
      </search>
      {coverage.error !== null ? (
        <ErrorState problem={coverage.error} retry={() => void coverage.refetch()} />
      ) : coverage.data === undefined ? (
        <Skeleton />
      ) : coverage.data.items.length === 0 ? (
        <EmptyState icon="map" title={t('training:coverage.empty')} text={t('training:coverage.emptyText')} />
      ) : (
        <div className="admin-scroll">
          <table className="admin-table">
            <caption className="training-caption">{t('training:coverage.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('training:coverage.village')}</th>
                <th scope="col" className="training-number">
                  {t('training:coverage.people')}
                </th>
                {coverage.data.subjects.map(subject => (
                  <th key={subject.code} scope="col" className="training-number">
                    {subject[language]}
                  </th>
                ))}
              </tr>
            </thead>
            {coverage.data.items.map(village => (
              <Village key={village.gridId} village={village} from={from} until={until} subjects={codes} />
            ))}
          </table>
        </div>
      )}
    </>
  )
}

type Grid = CoverageWire['items'][number]
type Shown = { readonly from: string; readonly until: string; readonly subjects: readonly string[] }

/** Opened, its small grids stand below it in the order of their codes. */
function Village({ village, ...shown }: Shown & { village: Grid }) {
  const [open, setOpen] = useState(false)
  return (
    <tbody>
      <tr>
        <th scope="row">
          <button type="button" className="training-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name="chevron" size={14} />
            {village.name}
          </button>
        </th>
        <Figures grid={village} subjects={shown.subjects} />
      </tr>
      {open ? <SmallGrids village={village} {...shown} /> : null}
    </tbody>
  )
}

function SmallGrids({ village, from, until, subjects }: Shown & { village: Grid }) {
  const { t } = useWords()
  const coverage = useCoverage(from, until, village.gridId)
  const wide = (words: string) => (
    <tr>
      <td colSpan={subjects.length + 2} className="soft training-small">
        {words}
      </td>
    </tr>
  )
  if (coverage.error !== null) return wide(coverage.error.message)
  if (coverage.data === undefined) return wide(t('training:coverage.opening', { village: village.name }))
  const [own, ...small] = coverage.data.items
  return (
    <>
      {small.length === 0 ? wide(t('training:coverage.noGroups')) : null}
      {small.map(grid => (
        <tr key={grid.gridId}>
          <th scope="row" className="training-small">
            {grid.name}
          </th>
          <Figures grid={grid} subjects={subjects} />
        </tr>
      ))}
      {own === undefined || own.people === 0 ? null : (
        <tr>
          <th scope="row" className="training-small">
            {t('training:coverage.own')}
          </th>
          <Figures grid={own} subjects={subjects} />
        </tr>
      )}
    </>
  )
}

/** How many of the grid's people were at each subject; where nobody was, that is said in words. */
function Figures({ grid, subjects }: { grid: Grid; subjects: readonly string[] }) {
  const { t } = useWords()
  return (
    <>
      <td className="training-number">{grid.people}</td>
      {subjects.map(code => (
        <td key={code} className="training-number">
          {grid.trained[code] ?? (
            <span className={grid.people > 0 ? 'training-lack' : 'faint'}>
              {grid.people > 0 ? t('training:coverage.lack') : '—'}
            </span>
          )}
        </td>
      ))}
    </>
  )
}
