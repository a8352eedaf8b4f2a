import { useSearchParams } from 'react-router'
import { Labelled } from '../../ui/admin-page.tsx'
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
            <tbody>
              {coverage.data.items.map(village => (
                <tr key={village.gridId}>
                  <th scope="row">{village.name}</th>
                  <td className="training-number">{village.people}</td>
                  {coverage.data.subjects.map(({ code }) => (
                    <td key={code} className="training-number">
                      {village.trained[code] ?? (
                        <span className={village.people > 0 ? 'training-lack' : 'faint'}>
                          {village.people > 0 ? t('training:coverage.lack') : '—'}
                        </span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
