import type { Light as LightName } from '@onegrid/domain/ticket/clock.ts'
import { useWords } from '../words/words.ts'

export type { LightName }

const shapes: Record<LightName, string> = {
  on_time: 'M8 13.2A5.2 5.2 0 1 0 8 2.8a5.2 5.2 0 0 0 0 10.4z',
  due_soon: 'M8 2 15 14H1z',
  overdue: 'M2.5 2.5h11v11h-11z',
}

/** Word, shape and colour together (look.md rule 2): ring, triangle, square — readable on a copier and by everybody. */
export function Light({
  light,
  quiet = false,
}: {
  light: LightName /** the word for the ear only */
  quiet?: boolean
}) {
  const { t } = useWords()
  return (
    <span className={`light light-${light}`}>
      <svg width="12" height="12" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={shapes[light]} />
      </svg>
      <span className={quiet ? 'unseen' : undefined}>{t(`app:light.${light}`)}</span>
    </span>
  )
}
