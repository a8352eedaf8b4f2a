import type { GridImportWire } from '@onegrid/domain/grid/import/contract.ts'
import { useMemo, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { AdminPage, Banner, Labelled } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { MapMark } from '../../ui/map/draw.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { DropFile } from './drop-file.tsx'
import { FaultPart } from './fault-part.tsx'
import {
  type ImportFault,
  useChange,
  useDiscard,
  useGridImport,
  useImportOutlines,
  useRepair,
  useUndo,
} from './grid-import.ts'
import { ImportMap } from './import-map.tsx'
import { MakePlan } from './make-plan.tsx'
import { RowPart } from './row-part.tsx'
import { SourceCard } from './source-card.tsx'
import { lineWays } from './way-out.tsx'
import './grid-import.css'

/** What was read, in words; the map and the lines with their faults beside each other; then a plan. */
export function GridImportScreen() {
  const { importId = '' } = useParams()
  const found = useGridImport(importId)
  if (found.data === undefined)
    return found.error === null ? (
      <Skeleton kind="page" />
    ) : (
      <ErrorState problem={found.error} retry={() => void found.refetch()} />
    )
  return <Preview found={found.data} reload={() => void found.refetch()} />
}

const parts = ['faults', 'rows'] as const

function Preview({ found, reload }: { found: GridImportWire; reload(): void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const part = search.get('part') === 'rows' ? 'rows' : 'faults'
  const outlines = useImportOutlines(found.importId, found.version)
  const [marks, setMarks] = useState<readonly MapMark[]>()
  const change = useChange(found.importId)
  const repair = useRepair(found.importId)
  const undo = useUndo(found.importId)
  const discard = useDiscard(found.importId, () => {
    toast({ text: t('gridimport:discarded') })
    void navigate('/grid-import')
  })
  const shapes = useMemo(
    () => new Map(outlines.data?.features.map(outline => [outline.properties.gridId, outline.geometry])),
    [outlines.data],
  )
  const show = (keys: readonly string[], fault?: ImportFault) => {
    const own = keys.flatMap((key): MapMark[] => {
      const shape = shapes.get(key)
      return shape === undefined ? [] : [{ kind: 'here', shape }]
    })
    // The town around a gap would bring the whole map into view.
    const place = fault?.shape as MapMark['shape'] | undefined
    setMarks(place === undefined ? own : [{ kind: fault?.severity ?? 'hint', shape: place }])
  }
  const closed = found.planId !== undefined
  const problem = change.error ?? repair.error ?? undo.error ?? discard.error
  const busy = change.isPending || repair.isPending || undo.isPending
  const { version } = found
  return (
    <AdminPage
      title={t('gridimport:title')}
      back={
        <Link to="/grid-import">
          <Icon name="left" size={16} />
          {t('gridimport:allImports')}
        </Link>
      }
      about={<Summary found={found} />}
      actions={
        <>
          <button
            type="button"
            className="button button-quiet"
            disabled={discard.isPending}
            onClick={() => discard.mutate(null)}
          >
            {t('gridimport:discard')}
          </button>
          <MakePlan
            found={found}
            busy={busy}
            toFaults={() => {
              setSearch({ part: 'faults' }, { replace: true })
              document.getElementById('gridimport-panel')?.scrollIntoView({ block: 'start' })
            }}
          />
        </>
      }
    >
      {problem == null ? null : (
        <Banner
          kind="over"
          actions={
            <button
              type="button"
              className="button"
              onClick={() => {
                for (const each of [change, repair, undo, discard]) each.reset()
                reload()
              }}
            >
              {t('gridimport:again')}
            </button>
          }
        >
          {problem.message} {problem.remedy}
        </Banner>
      )}
      {found.needsTownCode ? (
        <TownCode disabled={closed || busy} say={townCode => change.mutate({ version, body: { townCode } })} />
      ) : null}
      <div className="gridimport" aria-busy={busy}>
        <div className="gridimport-side">
          {found.sources.map(source => (
            <SourceCard
              key={source.sourceId}
              source={source}
              disabled={closed || busy}
              change={said => change.mutate({ version, body: { sources: [{ sourceId: source.sourceId, ...said }] } })}
            />
          ))}
          {closed ? null : (
            <DropFile
              importId={found.importId}
              title={t('gridimport:addFile')}
              text={t('gridimport:addFileText')}
              onDone={reload}
            />
          )}
          <label className="gridimport-others">
            <input
              type="checkbox"
              checked={found.others === 'end'}
              disabled={closed || busy}
              onChange={event => change.mutate({ version, body: { others: event.target.checked ? 'end' : 'keep' } })}
            />
            <span>
              {t('gridimport:others')}
              <span className="field-hint">{t('gridimport:othersHint')}</span>
            </span>
          </label>
        </div>
        <div className="gridimport-main">
          <ImportMap
            outlines={outlines.data?.features}
            marks={marks}
            waits={found.rows.some(row => row.fault?.rule === 'system_missing')}
          />
          <div className="gridimport-tabs" role="tablist" aria-label={t('gridimport:parts')}>
            {parts.map(each => (
              <button
                key={each}
                type="button"
                role="tab"
                id={`tab-${each}`}
                aria-controls="gridimport-panel"
                aria-selected={each === part}
                onClick={() => setSearch({ part: each }, { replace: true })}
              >
                {each === 'rows'
                  ? t('gridimport:part.rows', { count: found.rows.length })
                  : // What stands in nobody's way is not called a problem.
                    t(found.errors > 0 ? 'gridimport:part.faults' : 'gridimport:part.hints', {
                      count: found.errors + found.hints,
                    })}
              </button>
            ))}
          </div>
          <div id="gridimport-panel" role="tabpanel" aria-labelledby={`tab-${part}`}>
            {part === 'faults' ? (
              <FaultPart
                found={found}
                disabled={closed || busy}
                show={show}
                repair={body => repair.mutate({ version, body })}
                ways={lineWays(found, sources => change.mutate({ version, body: { sources } }))}
                undo={repairId => undo.mutate({ version, ...(repairId === undefined ? {} : { repairId }) })}
              />
            ) : (
              <RowPart
                found={found}
                disabled={closed || busy}
                show={show}
                leaveOut={(sourceId, leftOut) =>
                  change.mutate({ version, body: { sources: [{ sourceId, leftOut: [...leftOut] }] } })
                }
              />
            )}
          </div>
        </div>
      </div>
    </AdminPage>
  )
}

/** Without codes in the list, numbers of the villages begin with the town's own. */
function TownCode({ disabled, say }: { disabled: boolean; say(townCode: string): void }) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const [told, setTold] = useState(false)
  const good = /^\d{9}$/.test(code)
  return (
    <form
      className="gridimport-town"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (good) say(code)
        else setTold(true)
      }}
    >
      <Labelled
        label={t('gridimport:townCode.label')}
        hint={t('gridimport:townCode.hint')}
        fault={told && !good ? t('gridimport:townCode.fault') : undefined}
      >
        {ties => (
          <input
            {...ties}
            className="input"
            inputMode="numeric"
            autoComplete="off"
            maxLength={9}
            value={code}
            disabled={disabled}
            onChange={event => setCode(event.target.value.normalize('NFKC').replace(/\D/g, ''))}
          />
        )}
      </Labelled>
      <button type="submit" className="button" disabled={disabled}>
        {t('gridimport:townCode.keep')}
      </button>
    </form>
  )
}

/** One sentence: how many grids are new, how many are known, what is in the way. */
function Summary({ found }: { found: GridImportWire }) {
  const { t } = useWords()
  const count = (state: string) => found.rows.filter(row => row.state === state).length
  return (
    <>
      {t('gridimport:summary', {
        rows: found.rows.length,
        made: count('new'),
        known: count('known'),
        left: count('left_out'),
      })}{' '}
      {found.planId !== undefined
        ? t('gridimport:planned')
        : found.errors === 0
          ? t('gridimport:ready')
          : t('gridimport:faults', { count: found.errors })}
    </>
  )
}
