import { useWords } from '../../words/words.ts'
import type { Draft, EntryShape } from './entry-kinds.ts'

/** Who reported it; a name may be left out and kept back. */
export function ReporterFields({
  shape,
  draft,
  edit,
  fault,
}: {
  shape: EntryShape
  draft: Draft
  edit(changes: Partial<Draft>): void
  fault(name: string): string | undefined
}) {
  const { t } = useWords()
  const phoneFault = fault('phone')
  return (
    <>
      <div className="entry-two">
        <div className="field">
          <label htmlFor="entry-phone">{t('desk:entry.phone')}</label>
          <input
            id="entry-phone"
            className="input"
            type="tel"
            inputMode="tel"
            autoComplete="off"
            maxLength={20}
            disabled={draft.anonymous}
            value={draft.phone}
            aria-invalid={phoneFault === undefined ? undefined : true}
            aria-describedby={phoneFault === undefined ? undefined : 'entry-phone-fault'}
            onChange={event => edit({ phone: event.target.value })}
          />
          {phoneFault === undefined ? null : (
            <p id="entry-phone-fault" className="field-fault" role="alert">
              {phoneFault}
            </p>
          )}
        </div>
        <div className="field">
          <label htmlFor="entry-name">{t('desk:entry.name')}</label>
          <input
            id="entry-name"
            className="input"
            autoComplete="off"
            maxLength={40}
            disabled={draft.anonymous}
            value={draft.name}
            onChange={event => edit({ name: event.target.value })}
          />
        </div>
      </div>
      <div className="entry-checks">
        {shape.consents.length > 1 ? (
          <label>
            <span>{t('desk:entry.consent')}</span>
            <select
              className="select"
              value={draft.consent ?? ''}
              onChange={event => edit({ consent: event.target.value })}
            >
              {shape.consents.map(consent => (
                <option key={consent} value={consent}>
                  {t(`desk:consent.${consent}`)}
                </option>
              ))}
            </select>
          </label>
        ) : shape.consents.length === 1 ? (
          <span className="faint">{t('desk:entry.consentMessage')}</span>
        ) : null}
        <label>
          <input
            type="checkbox"
            checked={draft.anonymous}
            onChange={event => edit({ anonymous: event.target.checked })}
          />
          {t('desk:entry.anonymous')}
        </label>
        <label>
          <input
            type="checkbox"
            checked={draft.passWithoutName}
            onChange={event => edit({ passWithoutName: event.target.checked })}
          />
          {t('desk:entry.passWithoutName')}
        </label>
      </div>
    </>
  )
}
