import type { TrainingWire } from '@onegrid/domain/team/training/contract.ts'
import { Tabs } from 'antd'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { AdminPage, Labelled } from '../../ui/admin-page.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { CoverageTab } from './coverage-tab.tsx'
import { SubjectsTab } from './subjects-tab.tsx'
import { useSubjectName, useSubjects, useTrainings } from './trainings.ts'
import './training.css'

const tabs = ['coming', 'held', 'coverage', 'subjects'] as const

/** 队伍培训: what is planned, what was held, which village lacks which subject. */
export function TrainingsScreen() {
  const { t } = useWords()
  const navigate = useNavigate()
  const asked = useParams<'tab'>().tab
  const tab = tabs.find(each => each === asked) ?? 'coming'
  const inside = {
    coming: <Sessions when="coming" />,
    held: <Sessions when="held" />,
    coverage: <CoverageTab />,
    subjects: <SubjectsTab />,
  }
  return (
    <AdminPage
      title={t('training:title')}
      about={t('training:about')}
      actions={
        <Link className="button button-primary" to="/training/new">
          {t('training:plan')}
        </Link>
      }
    >
      <Tabs
        activeKey={tab}
        onChange={next => void navigate(`/training/${next}`)}
        destroyOnHidden
        items={tabs.map(key => ({ key, label: t(`training:tab.${key}`), children: inside[key] }))}
      />
    </AdminPage>
  )
}

function Sessions({ when }: { when: 'coming' | 'held' }) {
  const { t, language } = useWords()
  const [query, setQuery] = useSearchParams()
  const subject = query.get('subject') ?? ''
  const subjects = useSubjects().data?.subjects ?? []
  const list = useTrainings(when, subject)
  return (
    <>
      <search className="training-filters">
        <Labelled label={t('training:subject')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={subject}
              onChange={event =>
                setQuery(event.target.value === '' ? {} : { subject: event.target.value }, { replace: true })
              }
            >
              <option value="">{t('training:everySubject')}</option>
              {subjects.map(each => (
                <option key={each.code} value={each.code}>
                  {each[language]}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </search>
      {list.problem !== null && list.items.length === 0 ? (
        <ErrorState problem={list.problem} retry={() => void list.reload()} />
      ) : list.pending ? (
        <Skeleton />
      ) : list.items.length === 0 ? (
        <EmptyState icon="people" title={t(`training:none.${when}`)} text={t('training:noneText')} />
      ) : (
        <div className="admin-scroll">
          <table className="admin-table">
            <thead>
              <tr>
                <th scope="col">{t('training:name')}</th>
                <th scope="col">{t('training:subject')}</th>
                <th scope="col">{t('training:when')}</th>
                <th scope="col">{t('training:place')}</th>
                <th scope="col">{t(when === 'held' ? 'training:presentColumn' : 'training:signedColumn')}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map(training => (
                <SessionRow key={training.trainingId} training={training} held={when === 'held'} />
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
    </>
  )
}

function SessionRow({ training, held }: { training: TrainingWire; held: boolean }) {
  const { t } = useWords()
  const subjectName = useSubjectName()
  const { signedUp: count, seats, present = 0 } = training
  return (
    <tr data-retired={training.cancelled || undefined}>
      <th scope="row">
        <Link to={`/training/one/${training.trainingId}`}>{training.title}</Link>
        {training.cancelled ? <span className="tag">{t('training:cancelled')}</span> : null}
      </th>
      <td>{subjectName(training.subject)}</td>
      <td>
        <Moment at={training.startsAt} />
      </td>
      <td>{training.place ?? <span className="faint">{training.link}</span>}</td>
      <td>
        {held
          ? t('training:present', { count: present })
          : seats === undefined
            ? t('training:signedUp', { count })
            : t('training:signedUpOf', { count, seats })}
      </td>
    </tr>
  )
}
