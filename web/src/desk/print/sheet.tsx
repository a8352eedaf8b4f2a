import { type ReactNode, useEffect } from 'react'
import { useMe } from '../../account/me.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import './print.css'

/** A sheet of A4 as it will lie on the table: title, number and QR above, signatures below. */
export function Sheet({
  title,
  number,
  addressee,
  children,
}: {
  title: string
  number?: string
  addressee?: string
  children: ReactNode
}) {
  const { t } = useWords()
  const me = useMe()
  useEffect(() => {
    const before = document.title
    // Browsers take the title as the name of the file when the sheet is saved.
    document.title = number === undefined ? title : `${title} ${number}`
    return () => {
      document.title = before
    }
  }, [title, number])
  return (
    <div className="sheets">
      <p className="sheets-tools no-print">
        <button type="button" className="button button-primary" onClick={() => window.print()}>
          <Icon name="print" size={16} />
          {t('app:action.print')}
        </button>
        <button type="button" className="button" onClick={() => history.back()}>
          {t('app:action.back')}
        </button>
      </p>
      <article className="sheet-paper">
        <header className="sheet-head">
          <div>
            <p className="sheet-town">{t('desk:print.from', { town: me.town.name })}</p>
            <h1>{title}</h1>
            {number === undefined ? null : <p className="sheet-number">{t('desk:print.number', { number })}</p>}
          </div>
          {number === undefined ? null : (
            <img className="sheet-qr" src={`/api/v1/tickets/${number}/qr`} alt={t('desk:print.qr', { number })} />
          )}
        </header>
        {addressee === undefined ? null : <p className="sheet-addressee">{t('desk:print.to', { name: addressee })}</p>}
        {children}
      </article>
    </div>
  )
}

export function Facts({ rows }: { rows: readonly (readonly [label: string, value: string | undefined])[] }) {
  return (
    <table className="sheet-facts">
      <tbody>
        {rows.map(([label, value]) =>
          value === undefined || value === '' ? null : (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

/** Lines to sign on, each with a name and a date. */
export function Signatures({ names }: { names: readonly string[] }) {
  const { t } = useWords()
  return (
    <dl className="sheet-signatures">
      {names.map(name => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span className="sheet-line" />
            <span>{t('desk:print.date')}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
