import { ConcernedField } from '../../team/concerned-field.tsx'
import { useWords } from '../../words/words.ts'
import type { Draft } from './entry-kinds.ts'

/** What is about the town's own people goes to the town centre alone, from the first moment on. */
export function StaffFields({ draft, edit }: { draft: Draft; edit(changes: Partial<Draft>): void }) {
  const { t } = useWords()
  return (
    <>
      <div className="entry-checks">
        <label>
          <input
            type="checkbox"
            checked={draft.aboutStaff}
            onChange={event => edit({ aboutStaff: event.target.checked })}
          />
          {t('desk:entry.aboutStaff')}
        </label>
      </div>
      {draft.aboutStaff ? <ConcernedField change={concerned => edit({ concerned })} /> : null}
    </>
  )
}
