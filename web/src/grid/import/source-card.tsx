import { importSystems, type SourceColumn, sourceColumns, sourceLevels } from '@onegrid/domain/grid/import/source.ts'
import { Labelled } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import type { ImportSourceWire, SourceChange } from './grid-import.ts'

type Said = Omit<SourceChange, 'sourceId'>

/** How one file is read; each guess is a field that can be set otherwise. */
export function SourceCard({
  source,
  disabled,
  change,
}: {
  source: ImportSourceWire
  disabled: boolean
  change(said: Said): void
}) {
  const { t } = useWords()
  const { settings, sourceId } = source
  const asks = source.drawn > 0 && settings.system === undefined
  const titleId = `source-${sourceId}`
  return (
    <section className="gridimport-source" aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>
          {source.file}
          {source.layer === undefined ? '' : ` · ${source.layer}`}
        </h2>
        <button
          type="button"
          className="button button-small button-quiet"
          disabled={disabled}
          aria-label={t('gridimport:removeFile', { file: source.file })}
          onClick={() => change({ remove: true })}
        >
          <Icon name="close" size={16} />
        </button>
      </header>
      <p className="soft">{recognised(source, t)}</p>
      {source.drawn === 0 ? null : (
        <Labelled
          label={t('gridimport:system.label')}
          {...(asks ? { fault: t('gridimport:system.ask') } : { hint: t('gridimport:system.hint') })}
        >
          {ties => (
            <select
              className="input"
              {...ties}
              disabled={disabled}
              value={settings.system ?? ''}
              onChange={event => {
                const system = importSystems.find(each => each === event.target.value)
                if (system !== undefined) change({ system })
              }}
            >
              {settings.system === undefined ? <option value="">{t('gridimport:system.choose')}</option> : null}
              {importSystems.map(system => (
                <option key={system} value={system}>
                  {t(`gridimport:system.${system}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      {source.drawn === 0 ? null : (
        <label className="gridimport-check">
          <input
            type="checkbox"
            checked={settings.swapped}
            disabled={disabled}
            onChange={event => change({ swapped: event.target.checked })}
          />
          {t('gridimport:swapped')}
        </label>
      )}
      <Labelled label={t('gridimport:level.label')}>
        {ties => (
          <select
            className="input"
            {...ties}
            disabled={disabled}
            value={settings.level}
            onChange={event => {
              const level = sourceLevels.find(each => each === event.target.value)
              if (level !== undefined) change({ level })
            }}
          >
            {sourceLevels.map(level => (
              <option key={level} value={level}>
                {t(`gridimport:level.${level}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <details className="gridimport-columns">
        <summary>{t('gridimport:columns.label')}</summary>
        {sourceColumns.map(column => (
          <Labelled key={column} label={t(`gridimport:columns.${column}`)}>
            {ties => (
              <select
                className="input"
                {...ties}
                disabled={disabled}
                value={settings.columns[column] ?? ''}
                onChange={event => change({ columns: withColumn(source, column, event.target.value) })}
              >
                <option value="">{t('gridimport:columns.none')}</option>
                {optionsOf(source).map(({ place, words }) => (
                  <option key={place} value={place}>
                    {words}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        ))}
      </details>
    </section>
  )
}

function withColumn({ settings }: ImportSourceWire, column: SourceColumn, value: string): NonNullable<Said['columns']> {
  const { [column]: _, ...others } = settings.columns
  return value === '' ? others : { ...others, [column]: Number(value) }
}

/** The heading with what stands under it first: "XZQMC · 东瑶村民委员会". A heading may stand twice: the place is the column. */
function optionsOf({
  columns,
  sample,
}: ImportSourceWire): readonly { readonly place: number; readonly words: string }[] {
  return columns.map((heading, place) => {
    const first = sample.map(row => row[place] ?? '').find(value => value !== '')
    return { place, words: first === undefined ? heading : `${heading} · ${first.slice(0, 20)}` }
  })
}

function recognised(source: ImportSourceWire, t: ReturnType<typeof useWords>['t']): string {
  const { kind, rows, drawn, skipped, said, projected } = source
  const sentences = [
    t(`gridimport:kind.${kind}`, { rows, drawn }),
    drawn > 0 && said !== undefined
      ? t(projected ? 'gridimport:said.projected' : 'gridimport:said.plain', { system: t(`gridimport:system.${said}`) })
      : '',
    skipped > 0 ? t('gridimport:skipped', { count: skipped }) : '',
  ]
  return sentences.filter(sentence => sentence !== '').join(' ')
}
