import { instantAt } from '@onegrid/domain/kernel/calendar.ts'
import type { TrainingBody, TrainingWire } from '@onegrid/domain/team/training/contract.ts'
import { useContext, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { AdminPage, Banner, Labelled } from '../../ui/admin-page.tsx'
import { TownZone } from '../../ui/moment.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { wallClock } from '../../ui/time-words.ts'
import { toast } from '../../ui/toast.tsx'
import { say, useWords } from '../../words/words.ts'
import { useToday } from '../team.ts'
import { materialsOf, materialsText, useSubjects, useTraining } from './trainings.ts'
import './training.css'

export function TrainingFormScreen() {
  const { trainingId } = useParams<'trainingId'>()
  const training = useTraining(trainingId)
  if (training.error !== null) return <ErrorState problem={training.error} retry={() => void training.refetch()} />
  if (trainingId !== undefined && training.data?.trainingId !== trainingId) return <Skeleton kind="page" />
  const opened = trainingId === undefined ? undefined : training.data
  return <Form key={opened?.version ?? 0} training={opened} reload={() => void training.refetch()} />
}

const two = (part: number) => String(part).padStart(2, '0')

function Form({ training, reload }: { training: TrainingWire | undefined; reload(): void }) {
  const { t, language } = useWords()
  const navigate = useNavigate()
  const zone = useContext(TownZone)
  const today = useToday()
  const subjects = (useSubjects().data?.subjects ?? []).filter(each => !each.retired || each.code === training?.subject)
  const wall = (at: string | undefined) => {
    if (at === undefined) return undefined
    const { year, month, day, hour, minute } = wallClock(at, zone)
    return { day: `${year}-${two(month)}-${two(day)}`, time: `${two(hour)}:${two(minute)}` }
  }
  const [subject, setSubject] = useState(training?.subject ?? '')
  const [title, setTitle] = useState(training?.title ?? '')
  const [day, setDay] = useState(wall(training?.startsAt)?.day ?? '')
  const [from, setFrom] = useState(wall(training?.startsAt)?.time ?? '09:00')
  const [to, setTo] = useState(wall(training?.endsAt)?.time ?? '11:00')
  const [place, setPlace] = useState(training?.place ?? '')
  const [link, setLink] = useState(training?.link ?? '')
  const [seats, setSeats] = useState(training?.seats === undefined ? '' : String(training.seats))
  const [materials, setMaterials] = useState(materialsText(training?.materials ?? []))
  const [asked, setAsked] = useState(false)
  const save = useIntention<TrainingBody, { readonly trainingId?: string }>(
    body =>
      training === undefined
        ? { method: 'POST', path: '/trainings', body }
        : { method: 'PUT', path: `/trainings/${training.trainingId}`, version: `"${training.version}"`, body },
    {
      changes: ['training'],
      onDone: (answer, body) => {
        toast({ text: say(training === undefined ? 'training:planned' : 'training:saved', { title: body.title }) })
        void navigate(`/training/one/${training?.trainingId ?? answer.trainingId ?? ''}`, { replace: true })
      },
    },
  )
  const read = materialsOf(materials)
  const linkGood = link.trim() === '' || /^https?:\/\/[^\s"<>]{3,300}$/.test(link.trim())
  const faults = {
    title: title.trim() === '',
    day: day === '',
    from: from === '',
    to: to === '' || to <= from,
    place: place.trim() === '' && link.trim() === '',
    link: !linkGood,
  }
  const fault = (key: keyof typeof faults) => (asked && faults[key] ? t(`training:missing.${key}`) : undefined)
  const submit = () => {
    setAsked(true)
    if (Object.values(faults).some(Boolean) || typeof read === 'number') return
    save.mutate({
      subject: subject || (subjects[0]?.code ?? ''),
      title: title.trim(),
      startsAt: instantAt(zone, day, from),
      endsAt: instantAt(zone, day, to),
      materials: [...read],
      ...(place.trim() === '' ? {} : { place: place.trim() }),
      ...(link.trim() === '' ? {} : { link: link.trim() }),
      ...(Number(seats) > 0 ? { seats: Number(seats) } : {}),
    })
  }
  const stale = save.error?.status === 412
  return (
    <AdminPage
      title={training?.title ?? t('training:plan')}
      back={<Link to="/training">{t('training:back')}</Link>}
      actions={
        <button type="button" className="button button-primary" disabled={save.isPending} onClick={submit}>
          {t('training:save')}
        </button>
      }
    >
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
          {stale ? t('training:stale') : `${save.error.message} ${save.error.remedy ?? ''}`}
        </Banner>
      )}
      <div className="admin-rows training-form">
        <Labelled label={t('training:name')} hint={t('training:nameHint')} fault={fault('title')}>
          {ties => (
            <input
              {...ties}
              className="input"
              maxLength={80}
              value={title}
              onChange={event => setTitle(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('training:subject')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={subject || (subjects[0]?.code ?? '')}
              onChange={event => setSubject(event.target.value)}
            >
              {subjects.map(each => (
                <option key={each.code} value={each.code}>
                  {each[language]}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <div className="admin-pair">
          <Labelled label={t('training:day')} fault={fault('day')}>
            {ties => (
              <input
                {...ties}
                className="input"
                type="date"
                min={training === undefined ? today : undefined}
                value={day}
                onChange={event => setDay(event.target.value)}
              />
            )}
          </Labelled>
          <Labelled label={t('training:from')} fault={fault('from')}>
            {ties => (
              <input
                {...ties}
                className="input"
                type="time"
                value={from}
                onChange={event => setFrom(event.target.value)}
              />
            )}
          </Labelled>
          <Labelled label={t('training:to')} fault={fault('to')}>
            {ties => (
              <input {...ties} className="input" type="time" value={to} onChange={event => setTo(event.target.value)} />
            )}
          </Labelled>
        </div>
        <Labelled label={t('training:place')} hint={t('training:placeHint')} fault={fault('place')}>
          {ties => (
            <input
              {...ties}
              className="input"
              maxLength={80}
              value={place}
              onChange={event => setPlace(event.target.value)}
            />
          )}
        </Labelled>
        <div className="admin-pair">
          <Labelled label={t('training:link')} fault={fault('link')}>
            {ties => (
              <input
                {...ties}
                className="input"
                inputMode="url"
                maxLength={310}
                value={link}
                onChange={event => setLink(event.target.value)}
              />
            )}
          </Labelled>
          <Labelled label={t('training:seats')} hint={t('training:seatsHint')}>
            {ties => (
              <input
                {...ties}
                className="input"
                inputMode="numeric"
                maxLength={4}
                value={seats}
                onChange={event => setSeats(event.target.value.replace(/\D/g, ''))}
              />
            )}
          </Labelled>
        </div>
        <Labelled
          label={t('training:materialsOptional')}
          hint={t('training:materialsHint')}
          fault={asked && typeof read === 'number' ? t('training:materialsWrong', { line: read }) : undefined}
        >
          {ties => (
            <textarea
              {...ties}
              className="input"
              rows={3}
              value={materials}
              onChange={event => setMaterials(event.target.value)}
            />
          )}
        </Labelled>
      </div>
    </AdminPage>
  )
}
