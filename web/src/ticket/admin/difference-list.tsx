import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import { useWords } from '../../words/words.ts'
import { differences, type Plain } from './document.ts'
import { pathWords, valueWords } from './path-words.ts'

const shownAtMost = 200

/** What is another in `after`, a line a place: where, from, to. */
export function DifferenceList({ before, after }: { before: Catalogue; after: Catalogue }) {
  const { t, language } = useWords()
  const saying = { language, say: t }
  const { version: _old, ...one } = before
  const { version: _new, ...other } = after
  const found = differences(one as Plain, other as Plain)
  if (found.length === 0) return <p className="soft">{t('catalogue:compare.same')}</p>
  return (
    <div className="admin-scroll">
      <table className="admin-table">
        <thead>
          <tr>
            <th scope="col">{t('catalogue:compare.where')}</th>
            <th scope="col">{t('catalogue:compare.from')}</th>
            <th scope="col">{t('catalogue:compare.to')}</th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, shownAtMost).map(({ path, from, to }) => (
            <tr key={path.join('/')}>
              <td>{pathWords(path, [after, before], saying)}</td>
              <td className="soft">{valueWords(from, path.at(-1), saying)}</td>
              <td>{valueWords(to, path.at(-1), saying)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > shownAtMost ? (
        <p className="faint">{t('catalogue:compare.more', { count: found.length })}</p>
      ) : null}
    </div>
  )
}
