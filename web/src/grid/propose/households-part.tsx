import type { HouseholdsImported, HouseholdsWire } from '@onegrid/domain/grid/propose/contract.ts'
import { type CoordinateSystem, coordinateSystems } from '@onegrid/domain/kernel/place.ts'
import { useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { sendFile } from '../../api/client.ts'
import { useIntention } from '../../api/intention.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { Moment } from '../../ui/moment.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'

/** What is known of households, by village; a file replaces it as a whole. */
export function HouseholdsPart({ households }: { households: HouseholdsWire }) {
  const { t } = useWords()
  const asked = useSearchParams()[0].get('households') === 'open'
  const { set, villages, outside } = households
  const sum = villages.reduce((total, village) => total + village.households, 0)
  const undo = useIntention<void, unknown>(() => ({ method: 'POST', path: '/households/undo' }), {
    changes: ['proposal'],
    onDone: () => toast({ text: t('propose:households.undone') }),
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
          {set.leftOut === 0 ? null : <p className="soft">{t('propose:households.leftOut', { rows: set.leftOut })}</p>}
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
      <details className="proposer-import" open={asked}>
        <summary>{t('propose:households.import')}</summary>
        <ImportForm />
      </details>
      {set === undefined ? null : (
        <button
          type="button"
          className="button button-quiet button-small"
          disabled={undo.isPending}
          onClick={() => undo.mutate()}
        >
          {t(set.hasBefore ? 'propose:households.undo' : 'propose:households.remove')}
        </button>
      )}
      {undo.error === null ? null : <Banner kind="over">{undo.error.message}</Banner>}
    </section>
  )
}

function ImportForm() {
  const { t } = useWords()
  const [source, setSource] = useState<CoordinateSystem>('wgs84')
  const chosen = useRef<File>(null)
  const bring = useIntention<{ readonly source: CoordinateSystem; readonly file: File }, HouseholdsImported>(
    input => ({
      method: 'POST',
      path: `/households/import?source=${input.source}`,
      // Another file is another intention.
      body: [input.file.name, input.file.size, input.file.lastModified],
    }),
    {
      changes: ['proposal'],
      onDone: ({ places, households }) => toast({ text: t('propose:households.imported', { places, households }) }),
    },
    command => sendFile(command, chosen.current!),
  )
  return (
    <div className="proposer-form">
      <p className="soft">{t('propose:households.columns')}</p>
      <Labelled label={t('propose:source')}>
        {ties => (
          <select
            {...ties}
            className="input"
            value={source}
            onChange={event => setSource(event.target.value as CoordinateSystem)}
          >
            {coordinateSystems.map(system => (
              <option key={system} value={system}>
                {t(`propose:system.${system}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t('propose:households.file')}>
        {ties => (
          <input
            {...ties}
            className="input"
            type="file"
            accept=".csv,.xlsx,.xls,.geojson,.json"
            disabled={bring.isPending}
            onChange={event => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file === undefined) return
              chosen.current = file
              bring.mutate({ source, file })
            }}
          />
        )}
      </Labelled>
      {bring.isPending ? <p role="status">{t('propose:households.reading')}</p> : null}
      {bring.error === null ? null : <Banner kind="over">{bring.error.message}</Banner>}
    </div>
  )
}
