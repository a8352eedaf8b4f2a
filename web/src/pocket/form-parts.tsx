import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import type { ApiProblem } from '../api/problem.ts'
import { thumbnailOf } from '../photo/send-photo.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/words.ts'

/** Which matter the form is about: nobody keeps ten numbers in mind. */
export function MatterBrief({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const [photo] = page.ticket.photos
  return (
    <div className="brief">
      <span className="matter-words">
        <span className="matter-title">{page.words ?? t('ticket:erased')}</span>
        <span className="matter-place">
          <Icon name="place" size={16} />
          {page.ticket.place.name}
        </span>
      </span>
      {photo === undefined ? null : (
        <img className="matter-photo" src={thumbnailOf(photo)} alt={t('pocket:photo.ofReport')} />
      )}
    </div>
  )
}

/** What is wrong and what to do; what was typed stands. */
export function FormFault({ problem, text }: { problem?: ApiProblem; text?: string }) {
  const { t } = useWords()
  return (
    <p className="field-fault" role="alert">
      <Icon name="alert" size={18} />
      <span>
        {problem?.message ?? text}
        {problem?.remedy === undefined ? null : ` ${problem.remedy}`}
        {problem === undefined || problem.status !== 0 ? null : ` ${t('pocket:offline.kept')}`}
      </span>
    </p>
  )
}

export function RestoredLine({ shown }: { shown: boolean }) {
  const { t } = useWords()
  if (!shown) return null
  return (
    <p className="page-note" role="status">
      {t('pocket:form.restored')}
    </p>
  )
}
