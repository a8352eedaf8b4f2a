import type { SubjectsWire } from '@onegrid/domain/team/training/contract.ts'
import { useState } from 'react'
import { useIntention } from '../../api/intention.ts'
import { Banner } from '../../ui/admin-page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { useSubjects } from './trainings.ts'

export function SubjectsTab() {
  const list = useSubjects()
  if (list.error !== null) return <ErrorState problem={list.error} retry={() => void list.refetch()} />
  if (list.data === undefined) return <Skeleton />
  return <Edited key={list.data.version} list={list.data} reload={() => void list.refetch()} />
}

type Subject = SubjectsWire['subjects'][number]

function Edited({ list, reload }: { list: SubjectsWire; reload(): void }) {
  const { t } = useWords()
  const [subjects, setSubjects] = useState<readonly Subject[]>(list.subjects)
  const save = useIntention<readonly Subject[], unknown>(
    body => ({
      method: 'PUT',
      path: '/training-subjects',
      version: `"${list.version}"`,
      body: { subjects: body },
    }),
    { changes: ['training'], onDone: () => toast({ text: t('training:subjects.saved') }) },
  )
  const change = (at: number, part: Partial<Subject>) =>
    setSubjects(subjects.map((subject, place) => (place === at ? { ...subject, ...part } : subject)))
  const stale = save.error?.status === 412
  return (
    <div className="admin-rows training-subjects">
      <p className="soft">{t('training:subjects.about')}</p>
      {save.error === null ? null : (
        <Banner
          kind="over"
          actions={
            stale ? (
              <button type="button" className="button" onClick={reload}>
                {t('training:loadNewest')}
              </button>
            ) : null
          }
        >
          {stale ? t('training:subjects.stale') : `${save.error.message} ${save.error.remedy ?? ''}`}
        </Banner>
      )}
      <table className="admin-table">
        <thead>
          <tr>
            <th scope="col">{t('training:subjects.zh')}</th>
            <th scope="col">{t('training:subjects.en')}</th>
            <th scope="col">{t('training:subjects.retired')}</th>
          </tr>
        </thead>
        <tbody>
          {subjects.map((subject, at) => (
            <tr key={subject.code} data-retired={subject.retired || undefined}>
              <td>
                <input
                  className="input"
                  aria-label={t('training:subjects.zh')}
                  maxLength={30}
                  value={subject.zh}
                  onChange={event => change(at, { zh: event.target.value })}
                />
              </td>
              <td>
                <input
                  className="input"
                  aria-label={t('training:subjects.en')}
                  maxLength={60}
                  value={subject.en}
                  onChange={event => change(at, { en: event.target.value })}
                />
              </td>
              <td>
                <input
                  type="checkbox"
                  aria-label={`${t('training:subjects.retired')} · ${subject.zh}`}
                  checked={subject.retired === true}
                  onChange={event => change(at, { retired: event.target.checked })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="training-acts">
        <button
          type="button"
          className="button"
          onClick={() => {
            const taken = new Set(subjects.map(subject => subject.code))
            let number = subjects.length + 1
            while (taken.has(`subject_${number}`)) number++
            setSubjects([...subjects, { code: `subject_${number}`, zh: '', en: '' }])
          }}
        >
          {t('training:subjects.add')}
        </button>
        <button
          type="button"
          className="button button-primary"
          disabled={save.isPending || JSON.stringify(subjects) === JSON.stringify(list.subjects)}
          onClick={() => save.mutate(subjects)}
        >
          {t('training:subjects.save')}
        </button>
      </div>
    </div>
  )
}
