import type { PutAwayBody } from '@onegrid/domain/insight/contract.ts'
import { Link } from 'react-router'
import { address } from '../../api/client.ts'
import { useIntention } from '../../api/intention.ts'
import { AdminPage, Banner } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import {
  type GettingStarted,
  type Line,
  laterPlaces,
  templateOf,
  useGettingStarted,
  useStepsOfOthers,
  wayOf,
} from './getting-started.ts'
import './getting-started.css'

/** 开始使用: from an empty town to the first report in a worker's hand; each line says itself whether it is done. */
export function GettingStartedScreen() {
  const { t } = useWords()
  const { data, error, refetch } = useGettingStarted()
  useStepsOfOthers()
  if (data === undefined)
    return error === null ? <Skeleton kind="page" /> : <ErrorState problem={error} retry={() => void refetch()} />
  if (data.steps.every(line => line.done))
    return (
      <EmptyState
        only
        icon="check"
        title={t('start:allDone')}
        text={t('start:allDoneText')}
        action={
          <Link className="button button-primary" to="/queue/all">
            {t('start:toWork')}
          </Link>
        }
      />
    )
  return <Steps started={data} />
}

function Steps({ started }: { started: GettingStarted }) {
  const { t } = useWords()
  const { steps, later, away } = started
  const next = steps.find(line => !line.done)
  const done = steps.filter(line => line.done).length
  const put = useIntention<PutAwayBody, PutAwayBody>(body => ({ method: 'PUT', path: '/getting-started', body }), {
    changes: ['start'],
    onDone: ({ away: gone }) =>
      gone
        ? toast({
            text: t('start:putAwayDone'),
            undo: () => put.mutate({ away: false }),
          })
        : toast({ text: t('start:takenOut') }),
  })
  return (
    <AdminPage
      title={t('start:title')}
      about={t('start:about')}
      actions={
        away ? undefined : (
          <button
            type="button"
            className="button button-quiet"
            disabled={put.isPending}
            onClick={() => put.mutate({ away: true })}
          >
            {t('start:putAway')}
          </button>
        )
      }
    >
      {put.error === null ? null : <Banner kind="over">{put.error.message}</Banner>}
      <p className="start-progress">
        <progress max={steps.length} value={done} aria-label={t('start:progress', { done, all: steps.length })} />
        <span>{t('start:progress', { done, all: steps.length })}</span>
      </p>
      <ol className="start-steps">
        {steps.map(line => (
          <Step key={line.step} line={line} started={started} now={line === next} />
        ))}
      </ol>
      <section aria-labelledby="start-later" className="start-later">
        <h2 id="start-later">{t('start:later')}</h2>
        <ul>
          {later.map(({ step, done: made }) => (
            <li key={step}>
              {made ? <Icon name="check" size={16} /> : null}
              <Link to={laterPlaces[step]}>{t(`start:step.${step}.title`)}</Link>
              <span className="soft">{made ? t('start:done') : t(`start:step.${step}.text`)}</span>
            </li>
          ))}
        </ul>
      </section>
    </AdminPage>
  )
}

function Step({ line, started, now }: { line: Line; started: GettingStarted; now: boolean }) {
  const { t } = useWords()
  const { step, done, have = 0, of = 0 } = line
  const { name, to, outside } = wayOf(line, started)
  const template = templateOf[step]
  const counted = step !== 'households' && step !== 'report' && have > 0
  const button = now ? 'button button-primary' : 'button'
  const { openPlan } = started
  const drafted = now && to.startsWith('/plans/') && openPlan !== undefined
  return (
    <li data-done={done || undefined} data-now={now || undefined} aria-current={now ? 'step' : undefined}>
      <span className="start-mark">{done ? <Icon name="check" size={18} /> : null}</span>
      <div className="start-words">
        <h2>{t(`start:step.${name}.title`)}</h2>
        {done ? (
          <p className="soft">
            {t('start:done')}
            {counted ? ` · ${t(`start:count.${step}`, { have, of })}` : ''}
          </p>
        ) : (
          <p className="soft">
            {t(`start:step.${name}.text`)}
            {counted ? ` ${t(`start:count.${step}`, { have, of })}` : ''}
          </p>
        )}
        {drafted ? (
          <p>
            {openPlan.effectiveOn === undefined
              ? t('start:draft', { name: openPlan.name })
              : t('start:waiting', { name: openPlan.name, day: openPlan.effectiveOn })}
          </p>
        ) : null}
      </div>
      {done ? null : (
        <div className="start-acts">
          {template === undefined ? null : (
            <a className="button button-quiet" href={address(`/templates/${template}`)} download>
              <Icon name="down" size={16} />
              {t('start:template')}
            </a>
          )}
          {outside ? (
            <a className={button} href={to} target="_blank" rel="noreferrer">
              {t(`start:step.${name}.go`)}
            </a>
          ) : (
            <Link className={button} to={to}>
              {drafted ? t('start:openPlan') : t(`start:step.${name}.go`)}
            </Link>
          )}
        </div>
      )}
    </li>
  )
}
