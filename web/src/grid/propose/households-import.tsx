import type { HouseholdsImported, HouseholdsRead } from '@onegrid/domain/grid/propose/contract.ts'
import { type CoordinateSystem, coordinateSystems } from '@onegrid/domain/kernel/place.ts'
import { useRef, useState } from 'react'
import { sendFile } from '../../api/client.ts'
import { useIntention } from '../../api/intention.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { LeftOutRows } from './left-out-rows.tsx'

type Input = { readonly source: CoordinateSystem; readonly file: File }

const asked = (path: string) => (input: Input) => ({
  method: 'POST' as const,
  path: `${path}?source=${input.source}`,
  // Another file is another intention.
  body: [input.file.name, input.file.size, input.file.lastModified],
})

/** A file is looked at first: what it brings, what it leaves out, and what would give way to it. */
export function HouseholdsImport({ done }: { done(): void }) {
  const { t } = useWords()
  const [source, setSource] = useState<CoordinateSystem>('wgs84')
  const chosen = useRef<File>(null)
  const look = useIntention<Input, HouseholdsRead>(asked('/households/read'), {}, command =>
    sendFile(command, chosen.current!),
  )
  const bring = useIntention<Input, HouseholdsImported>(
    asked('/households/import'),
    {
      changes: ['proposal'],
      onDone: ({ places, households }) => {
        toast({ text: t('propose:households.imported', { places, households }) })
        look.reset()
        done()
      },
    },
    command => sendFile(command, chosen.current!),
  )
  const read = (next: CoordinateSystem) => {
    bring.reset()
    if (chosen.current !== null) look.mutate({ source: next, file: chosen.current })
  }
  const problem = bring.error ?? look.error
  return (
    <div className="proposer-form">
      <p className="soft">{t('propose:households.columns')}</p>
      <Labelled label={t('propose:source')}>
        {ties => (
          <select
            {...ties}
            className="input"
            value={source}
            disabled={bring.isPending}
            onChange={event => {
              const next = event.target.value as CoordinateSystem
              setSource(next)
              read(next)
            }}
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
              read(source)
            }}
          />
        )}
      </Labelled>
      {look.isPending || bring.isPending ? <p role="status">{t('propose:households.reading')}</p> : null}
      {problem === null ? null : (
        <Banner kind="over">
          {problem.message} {problem.remedy}
        </Banner>
      )}
      {look.data === undefined || look.isPending ? null : (
        <Looked
          name={chosen.current?.name ?? ''}
          read={look.data}
          busy={bring.isPending}
          bring={() => bring.mutate({ source, file: chosen.current! })}
          drop={() => {
            chosen.current = null
            look.reset()
            bring.reset()
          }}
        />
      )}
    </div>
  )
}

function Looked({
  name,
  read,
  busy,
  bring,
  drop,
}: {
  name: string
  read: HouseholdsRead
  busy: boolean
  bring(): void
  drop(): void
}) {
  const { t } = useWords()
  const { kind, places, households, leftOut, rows, replaces } = read
  return (
    <div className="proposer-looked">
      <p>{t(`propose:households.looked.${kind}`, { name, places, households: households.toLocaleString() })}</p>
      <LeftOutRows leftOut={leftOut} rows={rows} to="come" />
      {replaces === undefined ? null : (
        <Banner kind="due">
          {t('propose:households.replaces', {
            places: replaces.places.toLocaleString(),
            households: replaces.households.toLocaleString(),
          })}
        </Banner>
      )}
      <div className="proposer-acts">
        <button type="button" className="button button-primary" disabled={busy} onClick={bring}>
          {t(replaces === undefined ? 'propose:households.bring' : 'propose:households.bringInstead')}
        </button>
        <button type="button" className="button button-quiet" disabled={busy} onClick={drop}>
          {t('app:action.cancel')}
        </button>
      </div>
    </div>
  )
}
