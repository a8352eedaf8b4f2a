import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useMe } from '../account/me.ts'
import { useIntention } from '../api/intention.ts'
import { Banner } from '../ui/admin-page.tsx'
import { Moment } from '../ui/moment.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import type { Person } from './team.ts'

type Invited = { readonly link: string; readonly code: string; readonly expiresAt: string }

/** Link and code go two ways: the link by chat or on paper, the code by voice. They are shown once. */
export function Invitation({ person }: { person: Person }) {
  const { t } = useWords()
  const [shown, setShown] = useState<Invited | undefined>(undefined)
  const invite = useIntention<string, Invited>(
    personId => ({ method: 'POST', path: `/people/${personId}/invitations`, body: {} }),
    {
      changes: ['person'],
      onDone: setShown,
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  const link = shown === undefined ? '' : new URL(shown.link, location.origin).href
  const copy = (text: string, done: string) =>
    void navigator.clipboard.writeText(text).then(
      () => toast({ text: done }),
      () => toast({ kind: 'failed', text: t('team:invite.notCopied') }),
    )
  return (
    <>
      <button
        type="button"
        className="button button-primary"
        disabled={invite.isPending}
        onClick={() => invite.mutate(person.personId)}
      >
        {t(person.hasAccount ? 'team:invite.again' : 'team:invite.act')}
      </button>
      {shown === undefined ? null : (
        <Modal
          open
          rootClassName="no-print"
          onCancel={() => setShown(undefined)}
          footer={null}
          width={560}
          title={t('team:invite.title', { name: person.name ?? '' })}
        >
          <div className="admin-dialog">
            <Banner kind="due">{t('team:invite.once')}</Banner>
            <dl className="team-invite">
              <dt>{t('team:invite.link')}</dt>
              <dd>
                <span className="team-link">{link}</span>
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => copy(link, t('team:invite.linkCopied'))}
                >
                  {t('app:action.copy')}
                </button>
              </dd>
              <dt>{t('team:invite.code')}</dt>
              <dd>
                <strong className="team-code">{shown.code}</strong>
              </dd>
              <dt>{t('team:invite.until')}</dt>
              <dd>
                <Moment at={shown.expiresAt} />
              </dd>
            </dl>
            <p className="soft">{t('team:invite.how')}</p>
            <div className="admin-dialog-foot">
              <button type="button" className="button" onClick={() => window.print()}>
                {t('team:invite.print')}
              </button>
              <button type="button" className="button button-primary" onClick={() => setShown(undefined)}>
                {t('team:invite.kept')}
              </button>
            </div>
          </div>
        </Modal>
      )}
      {shown === undefined ? null : <Sheet person={person} link={link} invited={shown} />}
    </>
  )
}

/** A4 to be handed over, instead of the page. */
function Sheet({ person, link, invited }: { person: Person; link: string; invited: Invited }) {
  const { t } = useWords()
  const { town } = useMe()
  useEffect(() => {
    // While the sheet is there, paper shows it alone (team.css).
    document.body.dataset['sheet'] = 'invitation'
    return () => {
      delete document.body.dataset['sheet']
    }
  }, [])
  return createPortal(
    <article className="team-sheet">
      <p>{town.name}</p>
      <h1>{t('team:invite.sheetTitle', { name: person.name ?? '' })}</h1>
      <ol>
        <li>
          {t('team:invite.sheetOpen')}
          <p className="team-link">{link}</p>
        </li>
        <li>
          {t('team:invite.sheetCode')}
          <p className="team-code">{invited.code}</p>
        </li>
        <li>{t('team:invite.sheetChoose')}</li>
      </ol>
      <p>
        {t('team:invite.until')} <Moment at={invited.expiresAt} />
      </p>
      <p>{t('team:invite.sheetCare')}</p>
    </article>,
    document.body,
  )
}
