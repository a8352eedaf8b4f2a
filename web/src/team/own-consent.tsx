import { useEffect, useState } from 'react'
import { useMe } from '../account/me.ts'
import { useIntention, type Write } from '../api/intention.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { usePerson } from './team.ts'
import '../ui/admin-page.css'
import './team.css'

type Wish = { readonly namePublic?: boolean; readonly phonePublic?: boolean }

/** What everybody may see of me is mine to give and to take back: one press each, nobody is asked. */
export function OwnConsent() {
  const { t } = useWords()
  const { personId } = useMe()
  const person = usePerson(personId)
  // What was pressed stands at once, until the server has said how it is.
  const [wished, setWished] = useState<Wish>()
  const write: Write<Wish> = body => ({ method: 'PATCH', path: `/people/${personId}`, body })
  const edit = useIntention<Wish, unknown>(write, {
    changes: ['person'],
    onDone: (_, wish) => toast({ text: say(Object.values(wish)[0] ? 'team:consent.given' : 'team:consent.withdrawn') }),
    onRefused: problem => {
      setWished(undefined)
      toast({ kind: 'failed', text: problem.message })
    },
  })
  useEffect(() => {
    if (!edit.isPending) setWished(undefined)
  }, [edit.isPending])
  if (person.data === undefined)
    return person.error === null ? (
      <Skeleton rows={2} />
    ) : (
      <ErrorState problem={person.error} retry={() => void person.refetch()} />
    )
  const { maskedPhone } = person.data
  const { namePublic, phonePublic } = { ...person.data, ...wished }
  /** A second press while the first is under way counts too. */
  const change = (wish: Wish) => {
    setWished(before => ({ ...before, ...wish }))
    edit.mutate(wish)
  }
  return (
    <div className="team-consent">
      <p className="soft">{t('team:consent.about')}</p>
      <label className="check-line">
        <input type="checkbox" checked={namePublic} onChange={event => change({ namePublic: event.target.checked })} />
        <span>{t('team:consent.name')}</span>
      </label>
      <label className="check-line">
        <input
          type="checkbox"
          checked={phonePublic}
          disabled={maskedPhone === undefined && !phonePublic}
          aria-describedby="own-consent-phone"
          onChange={event => change({ phonePublic: event.target.checked })}
        />
        <span>
          {t('team:consent.phone')} {maskedPhone === undefined ? null : <span className="soft">{maskedPhone}</span>}
        </span>
      </label>
      <p id="own-consent-phone" className="field-hint">
        {t(maskedPhone === undefined ? 'team:consent.noPhone' : 'team:consent.phoneHint')}
      </p>
      <p>
        <a className="button" href="/people" target="_blank" rel="noreferrer">
          {t('team:consent.look')}
        </a>
      </p>
    </div>
  )
}
