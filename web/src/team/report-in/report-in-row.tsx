import type { ReportInWire } from '@onegrid/domain/team/report-in/contract.ts'
import { useState } from 'react'
import { useIntention } from '../../api/intention.ts'
import { Labelled } from '../../ui/admin-page.tsx'
import { Moment } from '../../ui/moment.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { useSkills } from './report-ins.ts'

const intoView = (field: HTMLInputElement | null) => field?.focus()

/** One who reported in: what he offers, when, and the leader's answer to him. */
export function ReportInRow({ item }: { item: ReportInWire }) {
  const { t } = useWords()
  const { nameOf } = useSkills()
  const name = item.personName ?? t('app:person.gone')
  return (
    <li className="report-in">
      <div className="report-in-words">
        <h2>
          {item.unitName ?? name}
          <span className="tag">{t(`reportin:kind.${item.kind}`)}</span>
          <span className={item.state === 'reported' ? 'tag report-in-waits' : 'tag'}>
            {t(`reportin:state.${item.state}`)}
          </span>
        </h2>
        <p className="soft">
          {item.unitName === undefined ? null : <>{t('reportin:contact', { name })} · </>}
          {item.gridName} · <Moment at={item.reportedAt} short />
        </p>
        {item.skills.length === 0 ? null : (
          <ul className="report-in-skills" aria-label={t('reportin:skills')}>
            {item.skills.map(code => (
              <li key={code}>{nameOf(code)}</li>
            ))}
          </ul>
        )}
        {item.words === undefined ? null : <p>{item.words}</p>}
        <p className="soft">
          {item.times.length === 0
            ? t('reportin:timesUnsaid')
            : item.times.map(slot => t(`reportin:slot.${slot}`)).join(t('reportin:comma'))}
        </p>
        {item.answer === undefined ? null : <p className="soft">{t('reportin:answered', { words: item.answer })}</p>}
      </div>
      {item.state !== 'reported' ? null : item.mine ? (
        <p className="soft">{t('reportin:own')}</p>
      ) : (
        <Answer item={item} name={item.unitName ?? name} />
      )}
    </li>
  )
}

function Answer({ item, name }: { item: ReportInWire; name: string }) {
  const { t } = useWords()
  const [declining, setDeclining] = useState(false)
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useIntention<'confirm' | 'decline', unknown>(
    verb => ({
      method: 'POST',
      path: `/report-ins/${item.reportInId}/${verb}`,
      ...(verb === 'decline' ? { body: { answer: words.trim() } } : {}),
    }),
    {
      changes: ['report_in', 'ticket'],
      onDone: (_, verb) => toast({ text: t(`reportin:done.${verb}`, { name }) }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  if (!declining)
    return (
      <div className="report-in-acts">
        <button
          type="button"
          className="button button-primary"
          aria-label={`${t('reportin:confirm')} ${name}`}
          disabled={act.isPending}
          onClick={() => act.mutate('confirm')}
        >
          {t('reportin:confirm')}
        </button>
        <button
          type="button"
          className="button"
          aria-label={`${t('reportin:decline')} ${name}`}
          onClick={() => setDeclining(true)}
        >
          {t('reportin:decline')}
        </button>
      </div>
    )
  return (
    <form
      className="report-in-decline"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setMissing(words.trim() === '')
        if (words.trim() !== '') act.mutate('decline')
      }}
    >
      <Labelled
        label={t('reportin:why')}
        hint={t('reportin:whyHint')}
        fault={missing && words.trim() === '' ? t('reportin:whyMissing') : undefined}
      >
        {ties => (
          <input
            {...ties}
            ref={intoView}
            className="input"
            maxLength={200}
            value={words}
            onChange={event => setWords(event.target.value)}
          />
        )}
      </Labelled>
      <div className="report-in-acts">
        <button type="submit" className="button button-primary" disabled={act.isPending}>
          {t('reportin:declineSend')}
        </button>
        <button type="button" className="button" onClick={() => setDeclining(false)}>
          {t('app:action.cancel')}
        </button>
      </div>
    </form>
  )
}
