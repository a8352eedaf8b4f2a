import { instantAt } from '@onegrid/domain/kernel/calendar.ts'
import type { ActivityBody } from '@onegrid/domain/team/report-in/activity-contract.ts'
import { useContext, useState } from 'react'
import { holds, useMe } from '../../account/me.ts'
import { useIntention } from '../../api/intention.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { TownZone } from '../../ui/moment.tsx'
import { toast } from '../../ui/toast.tsx'
import { say, useWords } from '../../words/words.ts'
import { gridWords, groupsOf, useGridTree, useToday, villagesIn } from '../team.ts'
import { answering, useSkills } from './report-ins.ts'

/** Where this person may plan something: all of the town, or the grids that he leads with the groups in them. */
function useOwnGrids() {
  const me = useMe()
  const grids = useGridTree()
  const led = me.posts.flatMap(post => (answering.includes(post.role) && post.gridId ? [post.gridId] : []))
  const villages = villagesIn(grids)
  const town = holds(me, ['town_administrator', 'centre'])
  const own = villages.flatMap(village => {
    const groups = groupsOf(grids, village.gridId)
    if (town || led.includes(village.gridId)) return [village, ...groups]
    return groups.filter(group => led.includes(group.gridId))
  })
  return own.map(({ gridId }) => ({ gridId, name: gridWords(grids, gridId) }))
}

export function ActivityForm({ close }: { close(): void }) {
  const { t, language } = useWords()
  const zone = useContext(TownZone)
  const today = useToday()
  const grids = useOwnGrids()
  const needs = useSkills().needs.filter(need => !need.retired)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState('')
  const [place, setPlace] = useState('')
  const [day, setDay] = useState('')
  const [from, setFrom] = useState('08:30')
  const [to, setTo] = useState('11:30')
  const [wanted, setWanted] = useState('5')
  const [skills, setSkills] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  const gridId = chosen || (grids.length === 1 ? (grids[0]?.gridId ?? '') : '')
  const make = useIntention<ActivityBody, unknown>(body => ({ method: 'POST', path: '/activities', body }), {
    changes: ['report_in'],
    onDone: (_, body) => {
      toast({ text: say('reportin:activity.made', { name: body.name }) })
      close()
    },
  })
  const hands = Number(wanted)
  const faults = {
    name: name.trim() === '',
    grid: gridId === '',
    day: day === '',
    to: from === '' || to <= from,
    wanted: !(Number.isInteger(hands) && hands >= 1 && hands <= 500),
  }
  const fault = (key: keyof typeof faults) => (asked && faults[key] ? t(`reportin:activity.missing.${key}`) : undefined)
  const submit = () => {
    setAsked(true)
    if (Object.values(faults).some(Boolean)) return
    make.mutate({
      name: name.trim(),
      gridId,
      startsAt: instantAt(zone, day, from),
      endsAt: instantAt(zone, day, to),
      skills: [...skills],
      wanted: hands,
      ...(place.trim() === '' ? {} : { place: place.trim() }),
    })
  }
  return (
    <form
      className="admin-rows activity-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      {make.error === null ? null : <Banner kind="over">{make.error.message}</Banner>}
      <Labelled label={t('reportin:activity.name')} hint={t('reportin:activity.nameHint')} fault={fault('name')}>
        {ties => (
          <input
            {...ties}
            className="input"
            maxLength={40}
            value={name}
            onChange={event => setName(event.target.value)}
          />
        )}
      </Labelled>
      <div className="admin-pair">
        <Labelled label={t('reportin:activity.grid')} fault={fault('grid')}>
          {ties => (
            <select {...ties} className="input" value={gridId} onChange={event => setChosen(event.target.value)}>
              <option value="">{t('reportin:activity.choose')}</option>
              {grids.map(grid => (
                <option key={grid.gridId} value={grid.gridId}>
                  {grid.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('reportin:activity.place')} hint={t('reportin:activity.placeHint')}>
          {ties => (
            <input
              {...ties}
              className="input"
              maxLength={60}
              value={place}
              onChange={event => setPlace(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('reportin:activity.day')} fault={fault('day')}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="date"
              min={today}
              value={day}
              onChange={event => setDay(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('reportin:activity.from')}>
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
        <Labelled label={t('reportin:activity.to')} fault={fault('to')}>
          {ties => (
            <input {...ties} className="input" type="time" value={to} onChange={event => setTo(event.target.value)} />
          )}
        </Labelled>
        <Labelled label={t('reportin:activity.wanted')} fault={fault('wanted')}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="number"
              min={1}
              max={500}
              value={wanted}
              onChange={event => setWanted(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      <fieldset className="activity-skills">
        <legend className="field-label">{t('reportin:activity.skills')}</legend>
        {needs.map(need => (
          <label key={need.code} className="check-line">
            <input
              type="checkbox"
              checked={skills.includes(need.code)}
              onChange={event =>
                setSkills(event.target.checked ? [...skills, need.code] : skills.filter(code => code !== need.code))
              }
            />
            {need.name[language]}
          </label>
        ))}
      </fieldset>
      <div className="report-in-acts">
        <button type="submit" className="button button-primary" disabled={make.isPending}>
          {t('reportin:activity.save')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('app:action.cancel')}
        </button>
      </div>
    </form>
  )
}
