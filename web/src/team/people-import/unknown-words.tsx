import type { ImportWire, NewKind } from '@onegrid/domain/team/people-import/contract.ts'
import type { PostBinding } from '@onegrid/domain/team/post-kind.ts'
import { postBindings } from '@onegrid/domain/team/post-kind.ts'
import { useState } from 'react'
import { useWords } from '../../words/words.ts'
import { type Change, gridName, kindCodeOf, type TownChoices } from './people-import.ts'

type Unknown = ImportWire['unknown'][number]
type Parts = { readonly town: TownChoices; readonly busy: boolean; change(change: Change): void }

/** Each word once: what the town calls it otherwise, or a new kind of post. */
export function UnknownWords({ list, ...parts }: Parts & { readonly list: ImportWire }) {
  const { t } = useWords()
  return (
    <section className="people-unknown" aria-labelledby="unknown-words">
      <h2 id="unknown-words">{t('peopleimport:unknown.title')}</h2>
      <p className="soft">{t('peopleimport:unknown.about')}</p>
      <ul>
        {list.unknown.slice(0, 40).map(word => (
          <li key={`${word.of} ${word.word}`}>
            <Word word={word} {...parts} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Word({ word, town, busy, change }: Parts & { readonly word: Unknown }) {
  const { t, language } = useWords()
  const [making, setMaking] = useState(false)
  const choose = (to: string) => change({ words: [{ of: word.of, word: word.word, to }] })
  const options =
    word.of === 'post'
      ? town.kinds.filter(kind => kind.retired !== true).map(kind => [kind.code, kind[language]] as const)
      : word.of === 'unit'
        ? town.units.map(unit => [unit.unitId, unit.name] as const)
        : town.grids
            .filter(grid => (word.of === 'village' ? grid.level === 'medium' : grid.level !== 'large'))
            .map(grid => [grid.gridId, gridName(town.grids, grid)] as const)
  return (
    <>
      <span className="people-word">
        <strong>{word.word}</strong>
        <span className="soft">
          {t(`peopleimport:unknown.of.${word.of}`)} · {t('peopleimport:unknown.rows', { count: word.rows })}
        </span>
      </span>
      <span className="people-word-acts">
        {word.to !== undefined && word.name !== undefined ? (
          <button type="button" className="button" disabled={busy} onClick={() => choose(word.to!)}>
            {t('peopleimport:unknown.suggest', { name: word.name })}
          </button>
        ) : null}
        <select
          className="input"
          aria-label={t('peopleimport:unknown.means', { word: word.word })}
          disabled={busy}
          value=""
          onChange={event => {
            const to = event.target.value
            if (to === 'new kind') setMaking(true)
            else choose(to === 'nothing' ? '' : to)
          }}
        >
          <option value="" disabled>
            {t('peopleimport:unknown.choose')}
          </option>
          {options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
          {word.of === 'post' ? (
            <option value="new kind">{t('peopleimport:unknown.newKind', { word: word.word })}</option>
          ) : null}
          <option value="nothing">{t('peopleimport:unknown.ignore')}</option>
        </select>
        {making ? (
          <Binding
            busy={busy}
            choose={binding => {
              const code = kindCodeOf(word.word)
              const zh = word.word.slice(0, 30)
              const kind: NewKind = { code, zh, en: zh, binding, engagement: 'part_time' }
              change({ kinds: [kind], words: [{ of: 'post', word: word.word, to: code }] })
            }}
          />
        ) : null}
      </span>
    </>
  )
}

/** The one thing that must be known of a new kind before it can be given: on what it hangs. */
function Binding({ busy, choose }: { busy: boolean; choose(binding: PostBinding): void }) {
  const { t } = useWords()
  return (
    <select
      className="input"
      aria-label={t('peopleimport:binding.label')}
      disabled={busy}
      value=""
      onChange={event => {
        const binding = postBindings.find(each => each === event.target.value)
        if (binding !== undefined) choose(binding)
      }}
    >
      <option value="" disabled>
        {t('peopleimport:binding.label')}
      </option>
      {postBindings.map(binding => (
        <option key={binding} value={binding}>
          {t(`peopleimport:binding.${binding}`)}
        </option>
      ))}
    </select>
  )
}
