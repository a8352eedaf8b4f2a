import { useState } from 'react'
import { useIntention } from '../api/intention.ts'
import { Labelled } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/words.ts'
import type { Person } from './team.ts'

/** Masked until somebody says why; the number goes again with the page. */
export function RevealPhone({ person }: { person: Person }) {
  const { t } = useWords()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [phone, setPhone] = useState<string | undefined>(undefined)
  const reveal = useIntention<string, { readonly phone: string }>(
    why => ({ method: 'POST', path: `/people/${person.personId}/phone`, body: { reason: why } }),
    {
      changes: ['audit'],
      onDone: answer => {
        setPhone(answer.phone)
        setAsking(false)
      },
    },
  )
  return (
    <div className="admin-rows">
      <p className="team-phone">
        <Icon name="phone" size={18} />
        <span className="soft">{t('team:person.phone')}</span>
        {phone === undefined ? (
          <>
            <strong>{person.maskedPhone ?? t('team:person.noPhone')}</strong>
            {person.maskedPhone !== undefined && !asking ? (
              <button type="button" className="button button-small" onClick={() => setAsking(true)}>
                {t('team:person.reveal')}
              </button>
            ) : null}
          </>
        ) : (
          <>
            <strong>{phone}</strong>
            <button type="button" className="button button-small" onClick={() => setPhone(undefined)}>
              {t('team:person.hide')}
            </button>
          </>
        )}
      </p>
      {asking ? (
        <form
          className="admin-rows"
          onSubmit={event => {
            event.preventDefault()
            if (reason.trim().length >= 2) reveal.mutate(reason.trim())
          }}
        >
          <Labelled label={t('team:person.revealWhy')} hint={t('team:person.revealHint')} fault={reveal.error?.message}>
            {ties => (
              <input
                {...ties}
                className="input"
                maxLength={200}
                value={reason}
                onChange={event => setReason(event.target.value)}
              />
            )}
          </Labelled>
          <div className="admin-actions">
            <button type="submit" className="button" disabled={reason.trim().length < 2 || reveal.isPending}>
              {t('team:person.reveal')}
            </button>
            <button type="button" className="button button-quiet" onClick={() => setAsking(false)}>
              {t('app:action.cancel')}
            </button>
          </div>
        </form>
      ) : null}
    </div>
  )
}
