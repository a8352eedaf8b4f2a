import { type Field, fields } from '@onegrid/domain/team/people-import/columns.ts'
import type { ImportWire } from '@onegrid/domain/team/people-import/contract.ts'
import { useWords } from '../../words/words.ts'
import { type Change, columnLetter, fieldName, type TownChoices } from './people-import.ts'

type Sheet = ImportWire['sheets'][number]
type Parts = { readonly town: TownChoices; readonly busy: boolean; change(change: Change): void }

/** How the list is read, sheet by sheet and column by column; folded away, because it is mostly right. */
export function ColumnsPart({ list, ...parts }: Parts & { readonly list: ImportWire }) {
  const { t } = useWords()
  const nothingRead = list.sheets.every(sheet => !sheet.used)
  return (
    <details className="people-columns" open={nothingRead}>
      <summary>{t('peopleimport:columns.title')}</summary>
      <p className="soft">{t('peopleimport:columns.about')}</p>
      {list.sheets.map(sheet => (
        <SheetPart key={sheet.at} sheet={sheet} {...parts} />
      ))}
    </details>
  )
}

function SheetPart({ sheet, town, busy, change }: Parts & { readonly sheet: Sheet }) {
  const { t, language } = useWords()
  const has = (...wanted: readonly string[]) => sheet.columns.some(column => wanted.includes(column.field))
  const named = has('name')
  return (
    <section className="people-sheet" aria-label={sheet.name}>
      <label className="check-line">
        <input
          type="checkbox"
          checked={sheet.used}
          disabled={busy || !named}
          onChange={event => change({ sheets: [{ at: sheet.at, used: event.target.checked }] })}
        />
        <strong>{sheet.name}</strong>
        <span className="soft">{named ? sheet.title : t('peopleimport:columns.unused')}</span>
      </label>
      {sheet.columns.length === 0 ? null : (
        <div className="people-column-list">
          {sheet.columns.map(column => (
            <ColumnPart
              key={column.at}
              column={column}
              busy={busy}
              choose={field => change({ columns: [{ sheet: sheet.at, at: column.at, field }] })}
            />
          ))}
          {has('post', 'tick') ? null : (
            <label className="people-column">
              <span className="people-column-title">{t('peopleimport:columns.post')}</span>
              <select
                className="input"
                value={sheet.post ?? ''}
                disabled={busy}
                onChange={event => change({ sheets: [{ at: sheet.at, post: event.target.value }] })}
              >
                <option value="">{t('peopleimport:unknown.choose')}</option>
                {sheet.post !== undefined && !town.kinds.some(kind => kind.zh === sheet.post) ? (
                  <option value={sheet.post}>{sheet.post}</option>
                ) : null}
                {town.kinds.map(kind => (
                  <option key={kind.code} value={kind.zh}>
                    {kind[language]}
                  </option>
                ))}
              </select>
            </label>
          )}
          {has('village', 'place') ? null : (
            <label className="people-column">
              <span className="people-column-title">{t('peopleimport:columns.village')}</span>
              <select
                className="input"
                value={sheet.village ?? ''}
                disabled={busy}
                onChange={event => change({ sheets: [{ at: sheet.at, village: event.target.value }] })}
              >
                <option value="">{t('peopleimport:unknown.choose')}</option>
                {sheet.village !== undefined && !town.grids.some(grid => grid.name === sheet.village) ? (
                  <option value={sheet.village}>{sheet.village}</option>
                ) : null}
                {town.grids
                  .filter(grid => grid.level === 'medium')
                  .map(grid => (
                    <option key={grid.gridId} value={grid.name}>
                      {grid.name}
                    </option>
                  ))}
              </select>
            </label>
          )}
        </div>
      )}
    </section>
  )
}

function ColumnPart({
  column,
  busy,
  choose,
}: {
  column: Sheet['columns'][number]
  busy: boolean
  choose(field: Field): void
}) {
  const { t } = useWords()
  const title =
    column.title === '' ? t('peopleimport:columns.column', { letter: columnLetter(column.at) }) : column.title
  const why = <span className="faint">{t(`peopleimport:columns.by.${column.by}`)}</span>
  if (column.field === 'private')
    return (
      <div className="people-column">
        <span className="people-column-title">{title}</span>
        <span className="people-column-private">{fieldName('private')}</span>
        {why}
      </div>
    )
  return (
    <label className="people-column">
      <span className="people-column-title">{title}</span>
      <select
        className="input"
        value={column.field}
        disabled={busy}
        onChange={event => {
          const field = fields.find(each => each === event.target.value)
          if (field !== undefined) choose(field)
        }}
      >
        {fields
          .filter(each => each !== 'private')
          .map(each => (
            <option key={each} value={each}>
              {fieldName(each)}
            </option>
          ))}
      </select>
      {why}
    </label>
  )
}
