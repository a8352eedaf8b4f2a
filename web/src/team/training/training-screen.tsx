import type { EntryWire, TrainingWire } from '@onegrid/domain/team/training/contract.ts'
import { Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Page } from '../../api/client.ts'
import { useIntention } from '../../api/intention.ts'
import { useGet } from '../../api/queries.ts'
import { AdminPage, Banner, Labelled } from '../../ui/admin-page.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { say, useWords } from '../../words/words.ts'
import { MaterialsCard } from './materials.tsx'
import { useEntries, useSubjectName, useTraining } from './trainings.ts'
import './training.css'

export function TrainingScreen() {
  const { trainingId = '' } = useParams<'trainingId'>()
  const training = useTraining(trainingId)
  if (training.error !== null) return <ErrorState problem={training.error} retry={() => void training.refetch()} />
  if (training.data?.trainingId !== trainingId) return <Skeleton kind="page" />
  return <Session training={training.data} />
}

function Session({ training }: { training: TrainingWire }) {
  const { t } = useWords()
  const subjectName = useSubjectName()
  const [cancelling, setCancelling] = useState(false)
  const { trainingId, feedback } = training
  return (
    <AdminPage
      title={training.title}
      about={
        <>
          {subjectName(training.subject)} · <Moment at={training.startsAt} />
          {training.place === undefined ? null : ` · ${training.place}`}
        </>
      }
      back={<Link to="/training">{t('training:back')}</Link>}
      actions={
        training.cancelled ? null : (
          <>
            <button type="button" className="button button-quiet" onClick={() => setCancelling(true)}>
              {t('training:cancel')}
            </button>
            <Link className="button" to={`/training/one/${trainingId}/edit`}>
              {t('training:edit')}
            </Link>
          </>
        )
      }
    >
      {training.cancelled ? <Banner>{t('training:cancelled')}</Banner> : null}
      <div className="training-one">
        <section aria-labelledby="training-entries">
          <h2 id="training-entries">{t('training:entries')}</h2>
          <Entries training={training} />
        </section>
        <aside className="admin-rows">
          {training.wallCode === undefined || training.cancelled ? null : (
            <section className="card">
              <h2>{t('training:wall')}</h2>
              <p className="training-code">{training.wallCode}</p>
              <p className="field-hint">{t('training:sheet.wallWhen')}</p>
              <Link className="button" to={`/print/training/${trainingId}/wall`}>
                {t('training:wallPrint')}
              </Link>
            </section>
          )}
          <section className="card training-acts">
            <Link className="button" to={`/print/training/${trainingId}/list`}>
              {t('training:listPrint')}
            </Link>
            <Link className="button" to={`/print/training/${trainingId}/certificates`}>
              {t('training:certificates')}
            </Link>
          </section>
          {feedback === undefined ? null : (
            <section className="card">
              <h2>{t('training:feedback')}</h2>
              <p>{t('training:feedbackCount', { count: feedback.count })}</p>
              <p className="soft">
                {feedback.mean === undefined
                  ? t('training:feedbackFew')
                  : t('training:feedbackMean', { mean: feedback.mean })}
              </p>
            </section>
          )}
          <MaterialsCard training={training} />
        </aside>
      </div>
      {cancelling ? <Cancel training={training} close={() => setCancelling(false)} /> : null}
    </AdminPage>
  )
}

type Presence = { readonly person: { readonly personId: string; readonly name: string }; readonly present: boolean }

function Entries({ training }: { training: TrainingWire }) {
  const { t } = useWords()
  const list = useEntries(training.trainingId)
  const put = useIntention<Presence, unknown>(
    ({ person, present }) => ({
      method: 'POST',
      path: `/trainings/${training.trainingId}/presence`,
      body: { personIds: [person.personId], present },
    }),
    {
      changes: ['training'],
      onDone: (_, { person, present }) =>
        toast({
          text: say(present ? 'training:marked' : 'training:unmarked', { name: person.name }),
          undo: () => put.mutate({ person, present: !present }),
        }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  const nameOf = (entry: EntryWire) => entry.personName ?? t('app:person.gone')
  if (list.problem !== null && list.items.length === 0)
    return <ErrorState problem={list.problem} retry={() => void list.reload()} />
  if (list.pending) return <Skeleton />
  return (
    <div className="admin-rows">
      {list.items.length === 0 ? (
        <EmptyState icon="people" title={t('training:entriesNone')} text={t('training:entriesNoneText')} />
      ) : (
        <div className="admin-scroll">
          <table className="admin-table">
            <thead>
              <tr>
                <th scope="col">{t('training:person')}</th>
                <th scope="col">{t('training:signedColumn')}</th>
                <th scope="col">{t('training:presentColumn')}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map(entry => (
                <tr key={entry.personId}>
                  <th scope="row">{nameOf(entry)}</th>
                  <td>{entry.signedUp ? t('training:signedColumn') : <span className="faint">—</span>}</td>
                  <td>
                    <span className="check-line">
                      <input
                        type="checkbox"
                        aria-label={t('training:markPresent', { name: nameOf(entry) })}
                        disabled={training.cancelled || put.isPending}
                        checked={entry.present}
                        onChange={event =>
                          put.mutate({
                            person: { personId: entry.personId, name: nameOf(entry) },
                            present: event.target.checked,
                          })
                        }
                      />
                      {entry.presentBy === undefined ? null : (
                        <span className="soft">
                          {t(entry.presentBy === 'code' ? 'training:byCode' : 'training:byList')}
                        </span>
                      )}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager
            shown={list.items.length}
            hasMore={list.hasMore}
            loadingMore={list.loadingMore}
            loadMore={list.loadMore}
          />
        </div>
      )}
      {training.cancelled ? null : <AddPresent add={person => put.mutate({ person, present: true })} />}
    </div>
  )
}

type Found = { readonly personId: string; readonly name?: string }

function AddPresent({ add }: { add(person: { readonly personId: string; readonly name: string }): void }) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const name = useDeferredValue(typed.trim())
  const found = useGet<Page<Found>>(['person', 'people'], '/people', { name, limit: 8 }, name !== '')
  return (
    <div className="no-print">
      <Labelled label={t('training:addPresent')} hint={t('training:addHint')}>
        {ties => (
          <input
            {...ties}
            className="input"
            type="search"
            maxLength={40}
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        )}
      </Labelled>
      {name === '' || found.data === undefined ? null : found.data.items.length === 0 ? (
        <p className="faint">{t('training:addNone')}</p>
      ) : (
        <ul className="training-found">
          {found.data.items.map(each => (
            <li key={each.personId}>
              <button
                type="button"
                className="button button-small"
                onClick={() => {
                  setTyped('')
                  add({ personId: each.personId, name: each.name ?? '' })
                }}
              >
                {each.name ?? t('app:person.gone')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Cancel({ training, close }: { training: TrainingWire; close(): void }) {
  const { t } = useWords()
  const cancel = useIntention<undefined, unknown>(
    () => ({ method: 'POST', path: `/trainings/${training.trainingId}/cancel` }),
    {
      changes: ['training'],
      onDone: () => {
        toast({ text: say('training:cancelDone', { title: training.title }) })
        close()
      },
    },
  )
  return (
    <Modal open onCancel={close} footer={null} title={`${t('training:cancel')} · ${training.title}`} width={480}>
      <div className="admin-dialog">
        {cancel.error === null ? null : <Banner kind="over">{cancel.error.message}</Banner>}
        <p>{t('training:cancelAsk')}</p>
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('training:keep')}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate(undefined)}
          >
            {t('training:cancelSure')}
          </button>
        </div>
      </div>
    </Modal>
  )
}
