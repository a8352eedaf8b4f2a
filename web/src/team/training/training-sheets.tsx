import type { TrainingWire } from '@onegrid/domain/team/training/contract.ts'
import { type ReactNode, useContext, useEffect } from 'react'
import { useParams } from 'react-router'
import { useMe } from '../../account/me.ts'
import { Icon } from '../../ui/icon.tsx'
import { Moment, TownZone } from '../../ui/moment.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { dateWords } from '../../ui/time-words.ts'
import { useWords } from '../../words/words.ts'
import { useEntries, useSubjectName, useTraining } from './trainings.ts'
import './training-sheets.css'

/** What a session has on paper: the code for the wall, the list for the table, the certificates. */
export function TrainingSheetScreen() {
  const { t } = useWords()
  const { trainingId, sheet } = useParams<'trainingId' | 'sheet'>()
  const { data: training, error, refetch } = useTraining(trainingId)
  useEffect(() => {
    const before = document.title
    if (training !== undefined) document.title = training.title
    return () => {
      document.title = before
    }
  }, [training])
  if (error !== null) return <ErrorState problem={error} retry={() => void refetch()} />
  if (training === undefined) return <Skeleton kind="page" />
  if (sheet === 'wall') return <Wall training={training} />
  if (sheet === 'list') return <List training={training} />
  if (sheet === 'certificates') return <Certificates training={training} />
  return <EmptyState only icon="print" title={t('app:error.notFound')} />
}

function Paper({ children }: { children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="paper-page">
      <p className="paper-tools no-print">
        <button type="button" className="button button-primary" onClick={() => window.print()}>
          <Icon name="print" size={16} />
          {t('app:action.print')}
        </button>
        <button type="button" className="button" onClick={() => history.back()}>
          {t('app:action.back')}
        </button>
      </p>
      {children}
    </div>
  )
}

function Wall({ training }: { training: TrainingWire }) {
  const { t } = useWords()
  return (
    <Paper>
      <article className="paper paper-wall">
        <h1>{training.title}</h1>
        <p>
          <Moment at={training.startsAt} />
        </p>
        <h2>{t('training:sheet.wallTitle')}</h2>
        <img
          src={`/api/v1/trainings/${training.trainingId}/qr`}
          alt={t('training:sheet.qr')}
          width={340}
          height={340}
        />
        <p>{t('training:sheet.wallLead')}</p>
        <p className="paper-code">{training.wallCode}</p>
        <p className="soft">{t('training:sheet.wallWhen')}</p>
      </article>
    </Paper>
  )
}

/** Paper is read years later. */
function DayWithYear({ at }: { at: string }) {
  const { language } = useWords()
  return <time dateTime={at}>{dateWords(at, useContext(TownZone), language)}</time>
}

/** With empty lines for who comes without having signed up. */
const emptyLines = 8

function List({ training }: { training: TrainingWire }) {
  const { t } = useWords()
  const me = useMe()
  const subjectName = useSubjectName()
  const entries = useEntries(training.trainingId)
  if (entries.pending) return <Skeleton kind="page" />
  const lines = [
    ...entries.items.map(({ personId, personName }) => ({ key: personId, name: personName ?? '' })),
    ...Array.from({ length: emptyLines }, (_, at) => ({ key: `empty-${at}`, name: '' })),
  ]
  return (
    <Paper>
      <article className="paper">
        <p className="soft">{me.town.name}</p>
        <h1>{t('training:sheet.list')}</h1>
        <p>
          {training.title} · {subjectName(training.subject)} · <DayWithYear at={training.startsAt} />
          {training.place === undefined ? null : ` · ${training.place}`}
        </p>
        <table className="paper-list">
          <thead>
            <tr>
              <th scope="col">{t('training:person')}</th>
              <th scope="col">{t('training:sheet.sign')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, name }) => (
              <tr key={key}>
                <td>{name}</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      </article>
    </Paper>
  )
}

function Certificates({ training }: { training: TrainingWire }) {
  const { t } = useWords()
  const me = useMe()
  const subjectName = useSubjectName()
  const entries = useEntries(training.trainingId)
  if (entries.pending) return <Skeleton kind="page" />
  const present = entries.items.filter(entry => entry.present)
  if (present.length === 0) return <EmptyState only icon="print" title={t('training:sheet.certificateNone')} />
  return (
    <Paper>
      {present.map(entry => (
        <article key={entry.personId} className="paper paper-certificate">
          <h1>{t('training:sheet.certificate')}</h1>
          <p className="paper-words">
            {t('training:sheet.certificateText', {
              name: entry.personName ?? t('app:person.gone'),
              town: me.town.name,
              title: training.title,
              subject: subjectName(training.subject),
            })}
          </p>
          <footer>
            <p>{t('training:sheet.issued', { town: me.town.name })}</p>
            <p>
              <DayWithYear at={training.startsAt} />
            </p>
          </footer>
        </article>
      ))}
    </Paper>
  )
}
