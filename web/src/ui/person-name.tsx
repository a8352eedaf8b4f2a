import { useWords } from '../words/words.ts'

/** A name with its post. Erased or hidden people stay in the sentence as words, never as a blank. */
export function PersonName({ name, post, hidden = false }: { name?: string | null; post?: string; hidden?: boolean }) {
  const { t } = useWords()
  const shown = hidden
    ? t('app:person.hidden')
    : name === null
      ? t('app:person.gone')
      : (name ?? t('app:person.nobody'))
  return (
    <span className="person">
      <span className={name ? undefined : 'faint'}>{shown}</span>
      {post === undefined ? null : <span className="person-post">{post}</span>}
    </span>
  )
}
