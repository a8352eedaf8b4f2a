import type { TrainingWire } from '@onegrid/domain/team/training/contract.ts'
import { useState } from 'react'
import { useIntention } from '../api/intention.ts'
import { Materials } from '../team/training/materials.tsx'
import { useSubjectName, useTrainings } from '../team/training/trainings.ts'
import { Labelled } from '../ui/admin-page.tsx'
import { Moment } from '../ui/moment.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { Page } from './page.tsx'
import '../team/training/training.css'

/** What is to come, with one button each; what I was at, to say how it was; and "I am here". */
export function TrainingPage() {
  const { t } = useWords()
  const coming = useTrainings('coming')
  const held = useTrainings('held')
  const attended = held.items.filter(training => training.mine.present)
  const reload = async () => void (await Promise.all([coming.reload(), held.reload()]))
  return (
    <Page title={t('training:title')} back refresh={reload}>
      {coming.problem !== null ? (
        <ErrorState problem={coming.problem} retry={() => void reload()} />
      ) : coming.pending || held.pending ? (
        <Skeleton />
      ) : (
        <>
          <Here />
          {coming.items.length + attended.length === 0 ? (
            <EmptyState icon="people" title={t('training:none.coming')} text={t('training:noneTextOwn')} />
          ) : null}
          {coming.items.map(training => (
            <Coming key={training.trainingId} training={training} />
          ))}
          {attended.map(training => (
            <Attended key={training.trainingId} training={training} />
          ))}
        </>
      )}
    </Page>
  )
}

function Here() {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const send = useIntention<{ readonly code: string }, unknown>(
    body => ({ method: 'POST', path: '/trainings/present', body }),
    {
      changes: ['training'],
      onDone: () => {
        setCode('')
        toast({ text: t('training:hereDone') })
      },
    },
  )
  return (
    <form
      className="training-here"
      onSubmit={event => {
        event.preventDefault()
        if (code.trim().length >= 4) send.mutate({ code: code.trim() })
      }}
    >
      <Labelled label={t('training:here')} hint={t('training:hereHint')} fault={send.error?.message}>
        {ties => (
          <input
            {...ties}
            className="input"
            autoCapitalize="characters"
            autoComplete="off"
            maxLength={12}
            value={code}
            onChange={event => setCode(event.target.value)}
          />
        )}
      </Labelled>
      <button type="submit" className="button button-large" disabled={send.isPending || code.trim().length < 4}>
        {t('training:hereSend')}
      </button>
    </form>
  )
}

function Facts({ training }: { training: TrainingWire }) {
  const { t } = useWords()
  const subjectName = useSubjectName()
  return (
    <div>
      <h2>{training.title}</h2>
      <p className="soft">{subjectName(training.subject)}</p>
      <p>
        <Moment at={training.startsAt} />
      </p>
      {training.place === undefined ? null : <p>{training.place}</p>}
      {training.link === undefined ? null : (
        <p>
          <a href={training.link} target="_blank" rel="noreferrer">
            {t('training:online')}
          </a>
        </p>
      )}
      <Materials training={training} />
    </div>
  )
}

function Coming({ training }: { training: TrainingWire }) {
  const { t } = useWords()
  const { mine, seats, signedUp, title } = training
  const act = useIntention<'sign-up' | 'withdraw', unknown>(
    verb => ({ method: 'POST', path: `/trainings/${training.trainingId}/${verb}` }),
    {
      changes: ['training'],
      onDone: (_, verb) => toast({ text: say(verb === 'sign-up' ? 'training:joined' : 'training:left', { title }) }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  const full = seats !== undefined && signedUp >= seats && !mine.signedUp
  return (
    <section className="training-pocket">
      <Facts training={training} />
      {training.cancelled ? (
        <p className="tag">{t('training:cancelled')}</p>
      ) : mine.present ? (
        <p>{t('training:minePresent')}</p>
      ) : mine.signedUp ? (
        <button
          type="button"
          className="button button-large"
          disabled={act.isPending}
          onClick={() => act.mutate('withdraw')}
        >
          {t('training:mineSigned')} · {t('training:leave')}
        </button>
      ) : full ? (
        <p className="soft">{t('training:full')}</p>
      ) : (
        <button
          type="button"
          className="button button-primary button-large"
          disabled={act.isPending}
          onClick={() => act.mutate('sign-up')}
        >
          {t('training:join')}
        </button>
      )}
    </section>
  )
}

const scores = [1, 2, 3, 4, 5] as const

function Attended({ training }: { training: TrainingWire }) {
  const { t } = useWords()
  const [score, setScore] = useState<number>()
  const [words, setWords] = useState('')
  const send = useIntention<{ readonly score: number; readonly words?: string }, unknown>(
    body => ({ method: 'POST', path: `/trainings/${training.trainingId}/feedback`, body }),
    {
      changes: ['training'],
      onDone: () => toast({ text: t('training:rateDone') }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  if (training.mine.score !== undefined)
    return (
      <section className="training-pocket">
        <Facts training={training} />
        <p className="soft">{t('training:rated', { score: training.mine.score })}</p>
      </section>
    )
  return (
    <section className="training-pocket">
      <Facts training={training} />
      <fieldset>
        <legend>{t('training:rate')}</legend>
        <div className="training-scores">
          {scores.map(each => (
            <button
              key={each}
              type="button"
              className="button"
              aria-pressed={score === each}
              onClick={() => setScore(each)}
            >
              {t('training:rateScore', { score: each })}
            </button>
          ))}
        </div>
      </fieldset>
      {score === undefined ? null : (
        <>
          <Labelled label={t('training:rateWords')}>
            {ties => (
              <textarea
                {...ties}
                className="input"
                rows={2}
                maxLength={500}
                value={words}
                onChange={event => setWords(event.target.value)}
              />
            )}
          </Labelled>
          <button
            type="button"
            className="button button-primary button-large"
            disabled={send.isPending}
            onClick={() => send.mutate({ score, ...(words.trim() === '' ? {} : { words: words.trim() }) })}
          >
            {t('training:rateSend')}
          </button>
        </>
      )}
    </section>
  )
}
