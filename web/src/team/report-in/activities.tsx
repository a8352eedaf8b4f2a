import type { ActivityOfferWire, ActivityWire } from '@onegrid/domain/team/report-in/activity-contract.ts'
import { useState } from 'react'
import { useIntention } from '../../api/intention.ts'
import { useGet, usePages } from '../../api/queries.ts'
import { Moment } from '../../ui/moment.tsx'
import { Pager } from '../../ui/pager.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { say, useWords } from '../../words/words.ts'
import { ActivityForm } from './activity-form.tsx'
import { useSkills } from './report-ins.ts'
import './report-in.css'

/** What the villages plan and want hands for, with who fits; the same at the desk and on the leader's phone. */
export function Activities() {
  const { t } = useWords()
  const [making, setMaking] = useState(false)
  const list = usePages<ActivityWire>(['report_in', 'activities'], '/activities', {}, 20)
  return (
    <section className="activities" aria-labelledby="activities">
      <div className="activities-head">
        <h2 id="activities">{t('reportin:activity.title')}</h2>
        {making ? null : (
          <button type="button" className="button" onClick={() => setMaking(true)}>
            {t('reportin:activity.make')}
          </button>
        )}
      </div>
      <p className="soft">{t('reportin:activity.about')}</p>
      {making ? <ActivityForm close={() => setMaking(false)} /> : null}
      {list.problem !== null && list.items.length === 0 ? (
        <ErrorState problem={list.problem} retry={() => void list.reload()} />
      ) : list.pending ? (
        <Skeleton />
      ) : list.items.length === 0 ? (
        making ? null : (
          <p>{t('reportin:activity.none')}</p>
        )
      ) : (
        <>
          <ul className="report-ins">
            {list.items.map(activity => (
              <Row key={activity.activityId} activity={activity} />
            ))}
          </ul>
          {list.hasMore ? (
            <Pager
              shown={list.items.length}
              hasMore={list.hasMore}
              loadingMore={list.loadingMore}
              loadMore={list.loadMore}
            />
          ) : null}
        </>
      )}
    </section>
  )
}

function Row({ activity }: { activity: ActivityWire }) {
  const { t } = useWords()
  const { nameOf } = useSkills()
  const [open, setOpen] = useState<'offers' | 'withdraw'>()
  const { activityId, name, helpers, wanted, joined } = activity
  const withdraw = useIntention<undefined, unknown>(
    () => ({ method: 'POST', path: `/activities/${activityId}/withdraw` }),
    {
      changes: ['report_in'],
      onDone: () => toast({ text: say('reportin:activity.withdrawDone', { name }) }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  return (
    <li className="report-in">
      <div className="report-in-words">
        <h3>{name}</h3>
        <p className="soft">
          {activity.gridName}
          {activity.place === undefined ? null : ` · ${activity.place}`} · <Moment at={activity.startsAt} /> –{' '}
          <Moment at={activity.endsAt} after={activity.startsAt} />
        </p>
        {activity.skills.length === 0 ? null : (
          <ul className="report-in-skills" aria-label={t('reportin:activity.skills')}>
            {activity.skills.map(code => (
              <li key={code}>{nameOf(code)}</li>
            ))}
          </ul>
        )}
        <p>{t('reportin:activity.wantedOf', { wanted, joined })}</p>
        {helpers.length === 0 ? null : (
          <p className="soft">
            {t('reportin:activity.coming', {
              names: helpers.map(each => each.personName ?? t('app:person.gone')).join(t('reportin:comma')),
            })}
          </p>
        )}
      </div>
      {open === 'withdraw' ? (
        <div className="report-in-decline">
          <p>{t('reportin:activity.withdrawAsk', { name })}</p>
          <div className="report-in-acts">
            <button
              type="button"
              className="button button-primary"
              disabled={withdraw.isPending}
              onClick={() => withdraw.mutate(undefined)}
            >
              {t('reportin:activity.withdrawSure')}
            </button>
            <button type="button" className="button" onClick={() => setOpen(undefined)}>
              {t('reportin:activity.keep')}
            </button>
          </div>
        </div>
      ) : (
        <div className="report-in-acts">
          <button
            type="button"
            className="button"
            aria-expanded={open === 'offers'}
            aria-label={`${t('reportin:activity.whom')}: ${name}`}
            onClick={() => setOpen(open === 'offers' ? undefined : 'offers')}
          >
            {t('reportin:activity.whom')}
          </button>
          <button
            type="button"
            className="button button-quiet"
            aria-label={`${t('reportin:activity.withdraw')}: ${name}`}
            onClick={() => setOpen('withdraw')}
          >
            {t('reportin:activity.withdraw')}
          </button>
        </div>
      )}
      {open === 'offers' ? <Offers activityId={activityId} /> : null}
    </li>
  )
}

function Offers({ activityId }: { activityId: string }) {
  const { t } = useWords()
  const { data, error, refetch } = useGet<{ readonly items: readonly ActivityOfferWire[] }>(
    ['report_in', 'activity-offers', activityId],
    `/activities/${activityId}/offers`,
  )
  if (error !== null) return <ErrorState problem={error} retry={() => void refetch()} />
  if (data === undefined) return <Skeleton />
  return (
    <div className="activity-offers">
      <h4>{t('reportin:activity.offers')}</h4>
      {data.items.length === 0 ? <p className="soft">{t('reportin:activity.offersNone')}</p> : null}
      <ul className="report-ins">
        {data.items.map(offer => (
          <Offer key={`${offer.personId} ${offer.kind}`} activityId={activityId} offer={offer} />
        ))}
      </ul>
    </div>
  )
}

function Offer({ activityId, offer }: { activityId: string; offer: ActivityOfferWire }) {
  const { t, language } = useWords()
  const called = offer.unitName ?? offer.name
  const ask = useIntention<undefined, unknown>(
    () => ({ method: 'POST', path: `/activities/${activityId}/ask`, body: { personId: offer.personId } }),
    {
      changes: ['report_in'],
      onDone: () => toast({ text: say('reportin:activity.askDone', { name: called }) }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  return (
    <li className="report-in">
      <div className="report-in-words">
        <p>
          <strong>{called}</strong>{' '}
          <span className="soft">
            {offer.unitName === undefined
              ? t('reportin:kind.party_member')
              : t('reportin:contact', { name: offer.name })}{' '}
            · {offer.gridName}
          </span>
        </p>
        <p>{offer.why[language]}</p>
        {offer.words === undefined ? null : <p className="soft">{offer.words}</p>}
      </div>
      {offer.asked ? (
        <span className="soft">{t('reportin:activity.asked')}</span>
      ) : (
        <button
          type="button"
          className="button"
          aria-label={`${t('reportin:activity.ask')}: ${called}`}
          disabled={ask.isPending}
          onClick={() => ask.mutate(undefined)}
        >
          {t('reportin:activity.ask')}
        </button>
      )}
    </li>
  )
}
