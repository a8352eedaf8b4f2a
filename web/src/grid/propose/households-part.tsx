import type { HouseholdsWire } from '@onegrid/domain/grid/propose/contract.ts'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { Banner } from '../../ui/admin-page.tsx'
import { Moment } from '../../ui/moment.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { HouseholdsImport } from './households-import.tsx'
import { LeftOutRows } from './left-out-rows.tsx'

/** What is known of households, by village; a file replaces it as a whole. */
export function HouseholdsPart({ households }: { households: HouseholdsWire }) {
  const { t } = useWords()
  const asked = useSearchParams()[0].get('households') === 'open'
  const [importing, setImporting] = useState(asked)
  // With nothing to come back, taking the import back is for good.
  const [clearing, setClearing] = useState(false)
  const { set, villages, outside } = households
  const sum = villages.reduce((total, village) => total + village.households, 0)
  const undo = useIntention<void, unknown>(() => ({ method: 'POST', path: '/households/undo' }), {
    changes: ['proposal'],
    onDone: () => {
      setClearing(false)
      toast({ text: t(set?.hasBefore ? 'propose:households.undone' : 'propose:households.cleared') })
    },
  })
  return (
    <section className="proposer-part">
      <h2>{t('propose:households.title')}</h2>
      {set === undefined ? (
        <p className="soft">{t('propose:households.none')}</p>
      ) : (
        <>
          <p>
            {t(`propose:households.${set.kind}`, { households: sum.toLocaleString() })}
            <span className="soft">
              {' '}
              <Moment at={set.importedAt} />
            </span>
          </p>
          <LeftOutRows leftOut={set.leftOut} rows={set.rows} to="gone" />
          {outside.households === 0 ? null : (
            <p className="soft">{t('propose:households.outside', { households: outside.households })}</p>
          )}
          <details>
            <summary>{t('propose:households.byVillage')}</summary>
            <table className="admin-table">
              <thead>
                <tr>
                  <th scope="col">{t('propose:households.village')}</th>
                  <th scope="col">{t('propose:households.households')}</th>
                  <th scope="col">{t('propose:households.people')}</th>
                </tr>
              </thead>
              <tbody>
                {villages.map(village => (
                  <tr key={village.gridId}>
                    <th scope="row">{village.name}</th>
                    <td>{village.households}</td>
                    <td>{village.people}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
      <details className="proposer-import" open={importing} onToggle={event => setImporting(event.currentTarget.open)}>
        <summary>{t('propose:households.import')}</summary>
        <HouseholdsImport done={() => setImporting(false)} />
      </details>
      {set === undefined ? null : clearing ? (
        <Banner kind="due">
          {t('propose:households.clearSure')}
          <span className="proposer-acts">
            <button
              type="button"
              className="button button-small"
              disabled={undo.isPending}
              onClick={() => undo.mutate()}
            >
              {t('propose:households.clear')}
            </button>
            <button type="button" className="button button-quiet button-small" onClick={() => setClearing(false)}>
              {t('app:action.cancel')}
            </button>
          </span>
        </Banner>
      ) : (
        <button
          type="button"
          className="button button-quiet button-small"
          disabled={undo.isPending}
          onClick={() => (set.hasBefore ? undo.mutate() : setClearing(true))}
        >
          {t(set.hasBefore ? 'propose:households.undo' : 'propose:households.remove')}
        </button>
      )}
      {undo.error === null ? null : <Banner kind="over">{undo.error.message}</Banner>}
    </section>
  )
}
