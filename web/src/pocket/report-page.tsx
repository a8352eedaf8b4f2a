import { useState } from 'react'
import { useNavigate } from 'react-router'
import { holds, useMe } from '../account/me.ts'
import { type NewReport, useNearby, useReport } from '../ticket/use-ticket.ts'
import { Icon } from '../ui/icon.tsx'
import { PhotoPicker } from '../ui/photo-picker.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { CategoryField } from './category-field.tsx'
import { Choices } from './choices.tsx'
import { useDraft } from './draft.ts'
import { FormFault, RestoredLine } from './form-parts.tsx'
import { Nearby } from './nearby.tsx'
import { Page } from './page.tsx'
import { PlaceField, type PlaceValue } from './place-field.tsx'
import { TextField } from './plain-fields.tsx'
import { settling } from './posts.ts'
import { send } from './send.ts'

type Draft = {
  readonly words: string
  readonly place: PlaceValue
  readonly photos: readonly string[]
  readonly subcategory?: string | undefined
  readonly settled: boolean
  readonly result: string
  readonly resultPhotos: readonly string[]
  readonly here: boolean
  readonly onBehalf: boolean
  readonly aboutStaff: boolean
  readonly name: string
  readonly phone: string
  readonly consent: (typeof consents)[number]
}
/** How the reporter agreed that somebody else types it in (domain.md §3, 代报). */
const consents = ['spoken', 'phone', 'message', 'signed'] as const
const mobile = /^1\d{10}$/
type Point = { readonly lon: number; readonly lat: number; readonly system: 'wgs84' }

/** Milliseconds: whoever has no view of the sky sends without a point rather than waiting. */
const locating = 8_000

/** The place where the person stands, asked once, at the moment of sending (domain.md §2.3). */
function pointHere(): Promise<Point | undefined> {
  return new Promise(done => {
    if (navigator.geolocation === undefined) done(undefined)
    else
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => done({ lon: coords.longitude, lat: coords.latitude, system: 'wgs84' }),
        () => done(undefined),
        { enableHighAccuracy: true, timeout: locating, maximumAge: 60_000 },
      )
  })
}

/** 巡查上报: a sentence, a photo, a place. 即报即结 on the same page: what was done there and then. */
export function ReportPage() {
  const { t } = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const own = me.posts.find(post => post.gridId !== undefined)?.gridId
  const start: Draft = {
    words: '',
    place: own === undefined ? {} : { gridId: own },
    photos: [],
    settled: false,
    result: '',
    resultPhotos: [],
    here: true,
    onBehalf: false,
    aboutStaff: false,
    name: '',
    phone: '',
    consent: 'spoken',
  }
  const { values, change, forget, restored } = useDraft<Draft>('report', start)
  const [busy, setBusy] = useState(false)
  const [locatingNow, setLocatingNow] = useState(false)
  const [tried, setTried] = useState(false)
  const aboutStaff = values.onBehalf && values.aboutStaff
  const settled = values.settled && !aboutStaff
  const report = useReport(
    {
      onDone: ({ number }) => {
        forget()
        toast({ text: t(settled ? 'pocket:report.settled' : 'pocket:report.done', { number }) })
        // What is about colleagues is open to the town centre alone from here on, also for whoever wrote it down.
        void navigate(aboutStaff ? '/' : `/ticket/${number}`, { replace: true })
      },
    },
    send,
  )
  const near = useNearby({ subcategory: values.subcategory, ...values.place })
  const missing = {
    words: values.words.trim() === '',
    result: settled && values.result.trim() === '',
    subcategory: settled && values.subcategory === undefined,
    name: values.onBehalf && values.name.trim() === '',
    phone: values.onBehalf && values.phone.trim() !== '' && !mobile.test(values.phone.trim()),
  }
  const submit = async () => {
    setTried(true)
    if (Object.values(missing).includes(true)) return
    setLocatingNow(true)
    const point =
      values.here && !values.onBehalf && values.place.landmarkId === undefined ? await pointHere() : undefined
    setLocatingNow(false)
    const { words: placeWords, ...grid } = values.place
    const said = placeWords === undefined || placeWords.trim() === '' ? {} : { words: placeWords.trim() }
    report.mutate({
      ...(values.onBehalf
        ? { source: 'on_behalf', name: values.name.trim(), consent: values.consent, ...phoneOf(values.phone.trim()) }
        : { source: 'patrol' }),
      words: values.words.trim(),
      place: { ...grid, ...said, ...point },
      ...(values.subcategory === undefined ? {} : { subcategory: values.subcategory }),
      ...(values.photos.length === 0 ? {} : { photos: values.photos }),
      ...(aboutStaff ? { aboutStaff } : {}),
      ...(settled ? { settled: values.result.trim() } : {}),
      ...(settled && values.resultPhotos.length > 0 ? { settledPhotos: values.resultPhotos } : {}),
    } as NewReport)
  }
  const working = report.isPending || locatingNow
  return (
    <Page
      title={t('pocket:tab.report')}
      foot={
        <button
          type="button"
          className="button button-primary button-large"
          disabled={working || busy}
          onClick={() => void submit()}
        >
          {busy
            ? t('pocket:form.photosUnderWay')
            : locatingNow
              ? t('pocket:report.locating')
              : t(settled ? 'pocket:report.sendSettled' : 'pocket:report.send')}
        </button>
      }
    >
      <div className="fields form">
        <RestoredLine shown={restored} />
        <Choices
          name="onBehalf"
          label={t('pocket:report.whose')}
          row
          value={values.onBehalf}
          choices={[
            { value: false, title: t('pocket:report.patrol') },
            { value: true, title: t('ticket:source.on_behalf') },
          ]}
          onChange={onBehalf => change({ onBehalf })}
        />
        <TextField
          label={t(values.onBehalf ? 'pocket:report.said' : 'pocket:report.words')}
          hint={t('pocket:report.example')}
          rows={2}
          most={2000}
          value={values.words}
          onChange={words => change({ words })}
        />
        {tried && missing.words ? <FormFault text={t('pocket:report.missingWords')} /> : null}
        {values.onBehalf ? <Behalf values={values} change={change} tried={tried} missing={missing} /> : null}
        <PhotoPicker initial={values.photos} onChange={photos => change({ photos })} onBusy={setBusy} />
        <PlaceField value={values.place} onChange={place => change({ place })} />
        {values.onBehalf ? null : (
          <label className="check-row">
            <input type="checkbox" checked={values.here} onChange={event => change({ here: event.target.checked })} />
            <span>{t('pocket:report.here')}</span>
          </label>
        )}
        <CategoryField value={values.subcategory} onChange={subcategory => change({ subcategory })} />
        {tried && missing.subcategory ? <FormFault text={t('pocket:report.missingCategory')} /> : null}
        {aboutStaff ? null : <Nearby items={near.data?.items ?? []} />}
        {aboutStaff || !holds(me, settling) ? null : (
          <Choices
            name="settled"
            label={t('pocket:report.settledLabel')}
            row
            value={values.settled}
            choices={[
              { value: false, title: t('pocket:report.notSettled') },
              { value: true, title: t('pocket:report.isSettled') },
            ]}
            onChange={settled => change({ settled })}
          />
        )}
        {!settled ? null : (
          <>
            <TextField
              label={t('ticket:ask.closeOnTheSpot.words')}
              rows={2}
              most={2000}
              value={values.result}
              onChange={result => change({ result })}
            />
            {tried && missing.result ? <FormFault text={t('ticket:hint.missing')} /> : null}
            <PhotoPicker
              initial={values.resultPhotos}
              onChange={resultPhotos => change({ resultPhotos })}
              onBusy={setBusy}
            />
          </>
        )}
        {report.error === null ? null : <FormFault problem={report.error} />}
        <p className="faint">
          <Icon name="info" size={16} /> {t('pocket:report.who')}
        </p>
      </div>
    </Page>
  )
}

function phoneOf(phone: string): { phone?: string } {
  return phone === '' ? {} : { phone }
}

/** Who it is for and how he agreed: asked only where somebody reports for another. */
function Behalf({
  values,
  change,
  tried,
  missing,
}: {
  values: Draft
  change: (changes: Partial<Draft>) => void
  tried: boolean
  missing: { readonly name: boolean; readonly phone: boolean }
}) {
  const { t } = useWords()
  return (
    <div className="fields">
      <label className="field">
        <span className="field-label">{t('pocket:report.name')}</span>
        <input
          className="input"
          maxLength={40}
          autoComplete="off"
          value={values.name}
          onChange={event => change({ name: event.target.value })}
        />
      </label>
      {tried && missing.name ? <FormFault text={t('ticket:hint.missing')} /> : null}
      <label className="field">
        <span className="field-label">{t('pocket:report.phone')}</span>
        <input
          className="input"
          type="tel"
          inputMode="numeric"
          maxLength={11}
          autoComplete="off"
          value={values.phone}
          onChange={event => change({ phone: event.target.value })}
        />
      </label>
      {tried && missing.phone ? <FormFault text={t('account:missing.phone')} /> : null}
      <Choices
        name="consent"
        label={t('pocket:report.consent')}
        value={values.consent}
        choices={consents.map(each => ({ value: each, title: t(`pocket:report.consents.${each}`) }))}
        onChange={consent => change({ consent })}
      />
      <label className="check-row">
        <input
          type="checkbox"
          checked={values.aboutStaff}
          onChange={event => change({ aboutStaff: event.target.checked })}
        />
        <span>{t('pocket:report.aboutStaff')}</span>
      </label>
    </div>
  )
}
