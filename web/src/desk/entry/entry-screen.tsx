import type { Received } from '@onegrid/domain/ticket/view.ts'
import { useContext, useEffect, useMemo, useRef, useState } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import { newCommandId, send } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import {
  type NewReport,
  useCatalogue,
  useGrids,
  useLandmarks,
  useReport,
  verbCommand,
} from '../../ticket/use-ticket.ts'
import { Icon } from '../../ui/icon.tsx'
import { useKeys } from '../../ui/keyboard.ts'
import { TownZone } from '../../ui/moment.tsx'
import { PhotoPicker } from '../../ui/photo-picker.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { categoryOptions, guessCategories, placeOptions } from '../options.ts'
import { Picker } from '../picker.tsx'
import { instantAt, wallOf } from '../town-time.ts'
import { ChatPaste } from './chat-paste-box.tsx'
import { type Draft, type EntryKind, entryKinds, entryShapes, missingInDraft, reportOf } from './entry-kinds.ts'
import { KnownNumber } from './known-number.tsx'
import { NearbyList } from './nearby-list.tsx'
import { ReporterFields } from './reporter-fields.tsx'
import { StaffFields } from './staff-fields.tsx'
import { useDraft } from './use-draft.ts'
import './entry.css'

export function EntryScreen() {
  const kind = useLocation().pathname.split('/').filter(Boolean).at(-1)
  const { t } = useWords()
  const known = entryKinds.find(each => each === kind)
  if (known === undefined) return <EmptyState only icon="search" title={t('app:error.notFound')} />
  return <Entry key={known} kind={known} />
}

const nothing: readonly never[] = []

/** One screen, by keyboard alone: words, place, category, caller; ⌘Enter sends and the next one begins. */
function Entry({ kind }: { kind: EntryKind }) {
  const { t, language } = useWords()
  const zone = useContext(TownZone)
  const shape = entryShapes[kind]
  const { draft, set, clear } = useDraft(kind)
  const [missing, setMissing] = useState<readonly string[]>([])
  const [photos, setPhotos] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [round, setRound] = useState(0)
  const [last, setLast] = useState<Received | undefined>(undefined)
  const words = useRef<HTMLTextAreaElement>(null)
  const { data: catalogue } = useCatalogue()
  const { data: grids } = useGrids()
  const { data: landmarks } = useLandmarks()
  const places = useMemo(() => placeOptions(grids?.items ?? [], landmarks ?? []), [grids, landmarks])
  const guesses = useMemo(() => guessCategories(catalogue, draft.words), [catalogue, draft.words])

  const report = useReport({
    onDone: (received: Received) => {
      const into = draft.mergeInto
      setLast(received)
      clear()
      setPhotos([])
      setRound(before => before + 1)
      words.current?.focus()
      toast({ text: t('desk:entry.done', { number: received.number }) })
      if (into !== undefined) void merge(received.number, into)
    },
  })
  async function merge(number: string, into: string) {
    try {
      await send({ ...verbCommand(number, 'mergeTicket', { into }), commandId: newCommandId() })
      toast({ text: t('ticket:done.mergeTicket', { number }) })
    } catch (problem) {
      toast({ kind: 'failed', text: t('ticket:failed', { number, reason: (problem as ApiProblem).message }) })
    }
  }
  useEffect(() => {
    if (!shape.pasted) words.current?.focus()
  }, [shape.pasted])

  const submit = () => {
    const wanted = missingInDraft(draft)
    setMissing(wanted)
    if (wanted.length > 0) document.getElementById(`entry-${wanted[0]}`)?.focus()
    else if (!busy && !report.isPending) report.mutate(reportOf(kind, draft, photos) as NewReport)
  }
  useKeys({ 'mod+enter': submit })
  const problem = report.error
  const at = (problem?.field ?? problem?.pointer?.split('/').filter(Boolean).join('.')) || ''
  const fault = (name: string, fields: readonly string[] = [name]) =>
    missing.includes(name)
      ? t('ticket:hint.missing')
      : problem !== null && fields.some(field => at === field || at.startsWith(`${field}.`))
        ? problem.message
        : undefined
  const faultText = (name: string, text: string | undefined) =>
    text === undefined ? null : (
      <p id={`entry-${name}-fault`} className="field-fault" role="alert">
        <Icon name="alert" size={16} />
        {text}
      </p>
    )
  const general =
    problem !== null &&
    !['words', 'place', 'phone', 'name', 'foreign', 'anonymous', 'subcategory', 'settled'].some(each =>
      at.startsWith(each),
    )
  const edit = (changes: Partial<Draft>) => {
    setMissing([])
    set(changes)
  }
  return (
    <div className="entry">
      <header className="entry-head">
        <h1>{t(`desk:new.${kind}`)}</h1>
        <p className="soft">{t(`desk:new.hint.${kind}`)}</p>
        <nav className="entry-kinds" aria-label={t('desk:new.menu')}>
          {entryKinds.map(each => (
            <NavLink key={each} to={`/new/${each}`} className="tool">
              <Icon name={entryShapes[each].icon} size={16} />
              {t(`desk:new.${each}`)}
            </NavLink>
          ))}
          {kind === 'patrol' ? (
            <Link to="/print/patrol" className="tool">
              <Icon name="print" size={16} />
              {t('desk:sheet.patrol')}
            </Link>
          ) : null}
        </nav>
      </header>
      {last === undefined ? null : (
        <p className="entry-last" role="status">
          <Icon name="check" size={18} />
          <span>{t('desk:entry.last')}</span>
          <Link to={`/tickets/${last.number}`}>{last.number}</Link>
          <Link to={`/print/ticket/${last.number}`}>{t('app:action.print')}</Link>
        </p>
      )}
      <form
        className="entry-form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <div className="entry-main">
          {shape.pasted ? (
            <ChatPaste
              key={round}
              onRead={({ text, sender, wall }) => {
                const happened = wall === undefined ? undefined : instantAt(wall, zone)
                edit({ words: text, ...(sender === undefined ? {} : { name: sender }), happenedAt: happened })
              }}
            />
          ) : null}
          <div className="field">
            <label htmlFor="entry-words">{t(shape.reporter ? 'desk:entry.words' : 'desk:entry.found')}</label>
            <textarea
              id="entry-words"
              ref={words}
              className="input textarea"
              rows={3}
              maxLength={2000}
              value={draft.words}
              aria-required
              aria-invalid={fault('words') === undefined ? undefined : true}
              aria-describedby={fault('words') === undefined ? undefined : 'entry-words-fault'}
              onChange={event => edit({ words: event.target.value })}
            />
            {faultText('words', fault('words'))}
          </div>
          <div className="entry-two">
            <div className="field">
              <label htmlFor="entry-place">{t('ticket:field.place')}</label>
              <Picker
                id="entry-place"
                options={places}
                value={draft.place}
                placeholder={t('desk:entry.placeHint')}
                invalid={fault('place') !== undefined}
                onChange={place => edit({ place })}
              />
              {faultText('place', fault('place'))}
            </div>
            <div className="field">
              <label htmlFor="entry-place-words">{t('desk:entry.placeWords')}</label>
              <input
                id="entry-place-words"
                className="input"
                maxLength={200}
                value={draft.placeWords}
                onChange={event => edit({ placeWords: event.target.value })}
              />
            </div>
          </div>
          <div className="entry-two">
            <div className="field">
              <label htmlFor="entry-subcategory">{t('ticket:field.subcategory')}</label>
              <Picker
                id="entry-subcategory"
                options={categoryOptions(catalogue, language)}
                value={draft.subcategory}
                placeholder={t('desk:entry.categoryHint')}
                onChange={subcategory => edit({ subcategory })}
              />
              {draft.subcategory !== undefined || guesses.length === 0 ? null : (
                <p className="entry-guesses">
                  <span className="faint">{t('desk:entry.guess')}</span>
                  {guesses.map(code => (
                    <button key={code} type="button" className="chip" onClick={() => edit({ subcategory: code })}>
                      {catalogue?.subcategories.find(each => each.code === code)?.name[language]}
                    </button>
                  ))}
                </p>
              )}
              {faultText('subcategory', fault('subcategory'))}
            </div>
            <div className="field">
              <label htmlFor="entry-urgency">{t('ticket:field.urgency')}</label>
              <select
                id="entry-urgency"
                className="select"
                value={draft.urgency ?? ''}
                onChange={event => edit({ urgency: event.target.value === '' ? undefined : event.target.value })}
              >
                <option value="">{t('desk:entry.urgencyByCategory')}</option>
                {(['ordinary', 'urgent', 'danger'] as const).map(each => (
                  <option key={each} value={each}>
                    {t(`ticket:urgency.${each}`)}
                  </option>
                ))}
              </select>
            </div>
          </div>
          {shape.reporter ? (
            <ReporterFields
              shape={shape}
              draft={draft}
              edit={edit}
              fault={name => fault(name, name === 'phone' ? ['phone', 'anonymous'] : [name])}
            />
          ) : null}
          <StaffFields draft={draft} edit={edit} />
          {shape.foreign ? (
            <div className="entry-two">
              <div className="field">
                <label htmlFor="entry-foreign-number">{t('ticket:field.number')}</label>
                <input
                  id="entry-foreign-number"
                  className="input"
                  maxLength={60}
                  value={draft.foreignNumber}
                  onChange={event => edit({ foreignNumber: event.target.value })}
                />
                {faultText('foreign', fault('foreign'))}
                <KnownNumber number={draft.foreignNumber} />
              </div>
              <div className="field">
                <label htmlFor="entry-foreign-limit">{t('ticket:field.limit')}</label>
                <input
                  key={round}
                  id="entry-foreign-limit"
                  className="input"
                  type="datetime-local"
                  defaultValue={draft.foreignLimit === undefined ? '' : wallOf(draft.foreignLimit, zone)}
                  onChange={event => edit({ foreignLimit: instantAt(event.target.value, zone) })}
                />
              </div>
            </div>
          ) : null}
          {shape.settled ? (
            <div className="field">
              <label htmlFor="entry-settled">{t('desk:entry.settled')}</label>
              <input
                id="entry-settled"
                className="input"
                maxLength={2000}
                value={draft.settled}
                onChange={event => edit({ settled: event.target.value })}
              />
              {faultText('settled', fault('settled'))}
            </div>
          ) : null}
          <fieldset className="field entry-photos">
            <legend className="field-label">{t('ticket:field.photos')}</legend>
            <PhotoPicker key={round} onChange={setPhotos} onBusy={setBusy} />
          </fieldset>
          {general ? (
            <p className="field-fault" role="alert">
              <Icon name="alert" size={16} />
              {problem?.message} {problem?.remedy}
            </p>
          ) : null}
          <div className="entry-end">
            <button
              type="submit"
              className="button button-primary"
              disabled={busy || report.isPending}
              aria-keyshortcuts="Meta+Enter Control+Enter"
            >
              {draft.mergeInto === undefined ? t('desk:entry.submit') : t('desk:entry.submitMerge')}
            </button>
            <span className="faint" aria-hidden="true">
              ⌘ / Ctrl + Enter
            </span>
          </div>
        </div>
        <NearbyList
          draft={draft}
          guess={guesses[0]}
          grids={grids?.items ?? nothing}
          landmarks={landmarks ?? nothing}
          edit={edit}
        />
      </form>
    </div>
  )
}
