import type { GridWire } from '@onegrid/domain/grid/contract.ts'
import type { VenueBody, VenueWire } from '@onegrid/domain/grid/venue/contract.ts'
import { dayKinds, type Span, venueKinds } from '@onegrid/domain/grid/venue/venue.ts'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { AdminPage, Banner, Labelled } from '../../ui/admin-page.tsx'
import { GridMap } from '../../ui/map/grid-map.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { say, useWords } from '../../words/words.ts'
import { CloseVenue } from './close-venue.tsx'
import { hoursText, spansOf } from './hours-text.ts'
import { PersonField } from './person-field.tsx'
import { bodyOf, newVenue, useGridList, useTownMap, useVenue } from './venues.ts'
import './venue.css'

export function VenueScreen() {
  const { venueId } = useParams<'venueId'>()
  const known = venueId === 'new' ? undefined : venueId
  const venue = useVenue(known)
  const grids = useGridList()
  const town = grids?.find(grid => grid.level === 'large')
  if (venue.error !== null) return <ErrorState problem={venue.error} retry={() => void venue.refetch()} />
  if (grids === undefined || town === undefined || (known !== undefined && venue.data?.venueId !== known))
    return <Skeleton kind="page" />
  const opened = known === undefined ? undefined : venue.data
  return (
    <VenueForm
      key={`${known ?? 'new'}-${opened?.version ?? 0}`}
      venue={opened}
      begun={opened === undefined ? newVenue(town.gridId) : bodyOf(opened)}
      grids={grids}
      reload={() => void venue.refetch()}
    />
  )
}

type Answer = { readonly venueId?: string; readonly version?: number }

function VenueForm({
  venue,
  begun,
  grids,
  reload,
}: {
  venue: VenueWire | undefined
  begun: VenueBody
  grids: readonly GridWire[]
  reload(): void
}) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [body, setBody] = useState(begun)
  const [personName, setPersonName] = useState(venue?.personName)
  const [hours, setHours] = useState(() => ({
    workday: hoursText(begun.hours.workday),
    restday: hoursText(begun.hours.restday),
    holiday: hoursText(begun.hours.holiday),
  }))
  const [asked, setAsked] = useState(false)
  const [closing, setClosing] = useState(false)
  const save = useIntention<VenueBody, Answer>(
    input =>
      venue === undefined
        ? { method: 'POST', path: '/venues', body: input }
        : { method: 'PUT', path: `/venues/${venue.venueId}`, version: `"${venue.version}"`, body: input },
    {
      changes: ['venue'],
      onDone: () => {
        toast({ text: say(venue === undefined ? 'venue:added' : 'venue:saved', { name: body.name.trim() }) })
        void navigate('/venues')
      },
    },
  )
  const read = { workday: spansOf(hours.workday), restday: spansOf(hours.restday), holiday: spansOf(hours.holiday) }
  const problem = save.error
  const stale = problem?.status === 412
  const nameFault = asked && body.name.trim() === '' ? t('venue:nameMissing') : undefined
  const change = (part: Partial<VenueBody>) => setBody(before => ({ ...before, ...part }))
  const submit = () => {
    setAsked(true)
    const { workday, restday, holiday } = read
    if (body.name.trim() === '' || workday === undefined || restday === undefined || holiday === undefined) return
    const spans = (list: readonly Span[]) => list.map(span => ({ ...span }))
    save.mutate({
      ...body,
      name: body.name.trim(),
      doings: body.doings.map(line => line.trim()).filter(line => line !== ''),
      hours: { workday: spans(workday), restday: spans(restday), holiday: spans(holiday) },
    })
  }
  return (
    <AdminPage
      title={venue?.name ?? t('venue:add')}
      back={<Link to="/venues">{t('venue:back')}</Link>}
      actions={
        <>
          {venue === undefined ? null : (
            <>
              <button type="button" className="button button-quiet" onClick={() => setClosing(true)}>
                {t('venue:close')}
              </button>
              <Link className="button" to={`/print/venue/${venue.venueId}`}>
                {t('venue:poster')}
              </Link>
            </>
          )}
          <button type="button" className="button button-primary" disabled={save.isPending} onClick={submit}>
            {t('venue:save')}
          </button>
        </>
      }
    >
      {problem === null ? null : (
        <Banner
          kind="over"
          actions={
            stale ? (
              <button type="button" className="button" onClick={reload}>
                {t('venue:loadNewest')}
              </button>
            ) : null
          }
        >
          {stale ? t('venue:stale') : `${problem.message} ${problem.remedy ?? ''}`}
        </Banner>
      )}
      <div className="venue-form">
        <div className="admin-rows">
          <Labelled label={t('venue:kind.label')}>
            {ties => (
              <select
                {...ties}
                className="input"
                value={body.kind}
                onChange={event => change({ kind: event.target.value as VenueBody['kind'] })}
              >
                {venueKinds.map(each => (
                  <option key={each} value={each}>
                    {t(`venue:kind.${each}`)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={t('venue:name')} hint={t('venue:nameHint')} fault={nameFault}>
            {ties => (
              <input
                {...ties}
                className="input"
                maxLength={60}
                value={body.name}
                onChange={event => change({ name: event.target.value })}
              />
            )}
          </Labelled>
          <GridFields grids={grids} gridId={body.gridId} choose={gridId => change({ gridId })} />
          <fieldset aria-describedby="venue-hours-hint">
            <legend>{t('venue:hours.title')}</legend>
            <p id="venue-hours-hint" className="field-hint">
              {t('venue:hours.hint')}
            </p>
            {dayKinds.map(day => (
              <Labelled
                key={day}
                label={t(`venue:hours.${day}`)}
                fault={asked && read[day] === undefined ? t('venue:hours.wrong') : undefined}
              >
                {ties => (
                  <input
                    {...ties}
                    className="input"
                    maxLength={60}
                    placeholder={t('venue:shut')}
                    value={hours[day]}
                    onChange={event => setHours(before => ({ ...before, [day]: event.target.value }))}
                  />
                )}
              </Labelled>
            ))}
          </fieldset>
        </div>
        <div className="admin-rows">
          <PlaceField body={body} change={change} />
          <Labelled label={t('venue:doings')} hint={t('venue:doingsHint')}>
            {ties => (
              <textarea
                {...ties}
                className="input"
                rows={4}
                value={body.doings.join('\n')}
                onChange={event => change({ doings: event.target.value.split('\n').slice(0, 12) })}
              />
            )}
          </Labelled>
          <Labelled label={t('venue:phone')} hint={t('venue:phoneHint')}>
            {ties => (
              <input
                {...ties}
                className="input"
                inputMode="tel"
                maxLength={20}
                value={body.phone ?? ''}
                onChange={event => {
                  const { phone: _before, ...rest } = body
                  setBody(event.target.value === '' ? rest : { ...rest, phone: event.target.value })
                }}
              />
            )}
          </Labelled>
          <PersonField
            person={
              body.personId === undefined
                ? undefined
                : { personId: body.personId, ...(personName === undefined ? {} : { name: personName }) }
            }
            choose={person => {
              const { personId: _before, ...rest } = body
              setPersonName(person?.name)
              setBody(person === undefined ? rest : { ...rest, personId: person.personId })
            }}
          />
          <span className="check-line">
            <input
              id="venue-public"
              type="checkbox"
              checked={body.public}
              onChange={event => change({ public: event.target.checked })}
            />
            <label htmlFor="venue-public">{t('venue:public')}</label>
          </span>
        </div>
      </div>
      {closing && venue !== undefined ? <CloseVenue venue={venue} cancel={() => setClosing(false)} /> : null}
    </AdminPage>
  )
}

function GridFields({
  grids,
  gridId,
  choose,
}: {
  grids: readonly GridWire[]
  gridId: string
  choose(gridId: string): void
}) {
  const { t } = useWords()
  const grid = grids.find(each => each.gridId === gridId)
  const village = grid?.level === 'small' ? grid.parentId : grid?.level === 'medium' ? grid.gridId : undefined
  const town = grids.find(each => each.level === 'large')
  const groups = grids.filter(each => each.level === 'small' && each.parentId === village)
  return (
    <div className="admin-pair">
      <Labelled label={t('venue:village')}>
        {ties => (
          <select
            {...ties}
            className="input"
            value={village ?? ''}
            onChange={event => choose(event.target.value || (town?.gridId ?? gridId))}
          >
            <option value="">{t('venue:wholeTown')}</option>
            {grids
              .filter(each => each.level === 'medium')
              .map(each => (
                <option key={each.gridId} value={each.gridId}>
                  {each.name}
                </option>
              ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t('venue:group')}>
        {ties => (
          <select
            {...ties}
            className="input"
            disabled={village === undefined}
            value={grid?.level === 'small' ? gridId : ''}
            onChange={event => choose(event.target.value || (village ?? gridId))}
          >
            <option value="">{t('venue:wholeVillage')}</option>
            {groups.map(each => (
              <option key={each.gridId} value={each.gridId}>
                {[each.name, ...each.localNames].join(' · ')}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    </div>
  )
}

function PlaceField({ body, change }: { body: VenueBody; change(part: Partial<VenueBody>): void }) {
  const { t } = useWords()
  const { outlines, base } = useTownMap()
  const { lon, lat } = body
  return (
    <section className="field">
      <span className="venue-label">{t('venue:place')}</span>
      <span className="field-hint">
        {lon === undefined || lat === undefined
          ? t('venue:placeHint')
          : t('venue:placeSet', { lon: lon.toFixed(5), lat: lat.toFixed(5) })}
      </span>
      {outlines === undefined ? null : (
        <GridMap
          outlines={outlines}
          height={240}
          showGrid={body.gridId}
          {...(base === undefined ? {} : { base })}
          {...(lon === undefined || lat === undefined ? {} : { chosen: [lon, lat] as const })}
          onChoose={point =>
            change({
              lon: Number(point.lon.toFixed(7)),
              lat: Number(point.lat.toFixed(7)),
              // What the thumb points at is where it stands.
              ...(point.gridId === undefined ? {} : { gridId: point.gridId }),
            })
          }
        />
      )}
    </section>
  )
}
