import type { HouseholdsRead } from '@onegrid/domain/grid/propose/contract.ts'
import { useWords } from '../../words/words.ts'

type Rows = HouseholdsRead['rows']

/** Rows of one reason together: whoever mends the file sees what to look for and where. */
function byReason(rows: Rows): readonly (readonly [Rows[number]['reason'], readonly number[]])[] {
  const found = new Map<Rows[number]['reason'], number[]>()
  for (const { row, reason } of rows) {
    const known = found.get(reason)
    if (known) known.push(row)
    else found.set(reason, [row])
  }
  return [...found]
}

/** Which rows of a file were not taken in, or will not be, and why. */
export function LeftOutRows({ leftOut, rows, to }: { leftOut: number; rows: Rows; to: 'come' | 'gone' }) {
  const { t } = useWords()
  if (leftOut === 0) return null
  return (
    <details className="proposer-left-out" open={to === 'come'}>
      <summary>{t(`propose:leftOut.${to}`, { rows: leftOut })}</summary>
      <ul>
        {byReason(rows).map(([reason, numbers]) => (
          <li key={reason}>
            {t(`propose:leftOut.reason.${reason}`)}
            <span className="soft">
              {t('propose:leftOut.numbers', { numbers: numbers.join(t('propose:leftOut.between')) })}
            </span>
          </li>
        ))}
      </ul>
      {rows.length < leftOut ? <p className="soft">{t('propose:leftOut.first', { count: rows.length })}</p> : null}
      <p className="soft">{t('propose:leftOut.how')}</p>
    </details>
  )
}
