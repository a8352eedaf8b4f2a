import type { ComparisonWire } from '@onegrid/domain/grid/division/contract.ts'
import { useId } from 'react'
import { useWords } from '../../words/words.ts'

type Item = ComparisonWire['items'][number]

/** Of each grid that ends: who is posted there, where they go, and which parts then have nobody. */
export function WhoGoesWhere({
  comparison,
  heirs,
  choose,
}: {
  comparison: ComparisonWire
  heirs: ReadonlyMap<string, string>
  choose(gridId: string, key: string): void
}) {
  const { t } = useWords()
  const title = useId()
  const items = new Map(comparison.items.map(item => [item.key, item]))
  const ends = comparison.items.filter(
    ({ change, successors = [], posts = [] }) => change === 'ends' && (posts.length > 0 || successors.length > 1),
  )
  if (ends.length === 0) return null
  return (
    <section className="plan-effects" aria-labelledby={title}>
      <h2 id={title}>{t('plan:who.title')}</h2>
      <ul className="plan-who">
        {ends.map(ending => (
          <Ending key={ending.key} ending={ending} items={items} heir={heirs.get(ending.key)} choose={choose} />
        ))}
      </ul>
      <p className="soft">{t('plan:who.after')}</p>
    </section>
  )
}

function Ending({
  ending,
  items,
  heir,
  choose,
}: {
  ending: Item
  items: ReadonlyMap<string, Item>
  heir: string | undefined
  choose(gridId: string, key: string): void
}) {
  const { t, language } = useWords()
  const id = useId()
  const { successors = [], posts = [] } = ending
  const village = items.get(ending.parentKey ?? '')?.name ?? ''
  const nameOf = (key: string) => items.get(key)?.name ?? key
  const first = heir ?? successors[0]?.key
  const others = successors.filter(({ key }) => key !== first && items.get(key)?.change === 'begins')
  const names = (some: Item['posts'] = []) =>
    some
      .map(({ kind, personName }) => [kind[language], personName].filter(Boolean).join(' '))
      .join(t('plan:outdated.and'))
  const [going, over] = [posts.filter(post => post.goesOn), posts.filter(post => !post.goesOn)]
  return (
    <li>
      <strong>
        {village} {ending.name}
      </strong>
      {posts.length === 0 ? <span>{t('plan:who.nobody')}</span> : null}
      {going.length === 0 ? null : <span>{names(going)}</span>}
      {first === undefined ? null : successors.length > 1 && posts.length > 0 ? (
        <label htmlFor={id}>
          {t('plan:who.goTo')}{' '}
          <select id={id} className="input" value={first} onChange={event => choose(ending.key, event.target.value)}>
            {successors.map(({ key, share }) => (
              <option key={key} value={key}>
                {nameOf(key)} · {t('plan:who.share', { hundredths: Math.round(share * 100) })}
              </option>
            ))}
          </select>
        </label>
      ) : going.length === 0 ? null : (
        <span>{t('plan:who.goToOne', { name: nameOf(first) })}</span>
      )}
      {over.length === 0 ? null : <span className="plan-who-gap">{t('plan:who.over', { names: names(over) })}</span>}
      {others.length === 0 ? null : (
        <span className="plan-who-gap">
          {t('plan:who.empty', { names: others.map(({ key }) => nameOf(key)).join(t('plan:outdated.and')) })}
        </span>
      )}
    </li>
  )
}
