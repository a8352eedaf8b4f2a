import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ApiProblem } from '../../api/problem.ts'
import { useAct } from '../../ticket/use-ticket.ts'
import {
  bodyOf,
  type Field,
  fieldsOf,
  isRequired,
  missingIn,
  startValues,
  type Values,
  verbForms,
} from '../../ticket/verb-form.ts'
import { Icon } from '../../ui/icon.tsx'
import { useKeys } from '../../ui/keyboard.ts'
import { hasWords, useWords } from '../../words/words.ts'
import { VerbField } from './verb-field.tsx'

/** The field that a refusal is about: by name, by the first part of its pointer, or by what the refusal is called after. */
export function faultyField(problem: ApiProblem, fields: readonly Field[]): string | undefined {
  const named = problem.field ?? problem.pointer?.split('/').filter(Boolean)[0]
  return fields.find(field => field.name === named)?.name
}

export function labelOf(verb: Verb, name: string): string {
  const own = `ticket:ask.${verb}.${name}`
  return hasWords(own) ? own : `ticket:field.${name}`
}

/** One verb's questions above the buttons; ⌘Enter or Ctrl+Enter sends, Escape lets it be. */
export function VerbSheet({
  verb,
  page,
  given = {},
  leave,
}: {
  verb: Verb
  page: TicketPage
  given?: Values
  leave(): void
}) {
  const { t } = useWords()
  const [values, setValues] = useState<Values>(() => ({ ...startValues(verb, page), ...given }))
  const [missing, setMissing] = useState<readonly string[]>([])
  const [late, setLate] = useState(false)
  const [busy, setBusy] = useState(false)
  const act = useAct(page.ticket.number, { onDone: leave })
  const fields = fieldsOf(verb, values, page)
  const faulty = act.error === null ? undefined : faultyField(act.error, fields)
  const set = (name: string, value: unknown) => {
    setMissing(before => before.filter(each => each !== name))
    setValues(before => ({
      ...before,
      [name]: value,
      // Conditions belong to their category.
      ...(name === 'subcategory' ? { condition: undefined } : {}),
    }))
  }
  const submit = () => {
    const wanted = missingIn(verb, values, page)
    setMissing(wanted)
    if (wanted.length > 0) document.getElementById(`${verb}-${wanted[0]}`)?.focus()
    else if (!busy && !act.isPending) act.mutate({ verb, body: bodyOf(verb, values, page) })
  }
  return (
    <SheetFrame
      title={t(`ticket:action.${verb}`)}
      submitWords={t(`ticket:action.${verb}`)}
      confirm={verbForms[verb].confirm ? t(`ticket:confirm.${verb}`) : undefined}
      problem={faulty === undefined ? act.error : null}
      pending={act.isPending || busy}
      submit={submit}
      leave={leave}
      extra={
        // What the law takes out goes now; nothing of it was done before.
        late || verb === 'eraseTicket' ? null : (
          <button type="button" className="button button-quiet" onClick={() => setLate(true)}>
            {t('desk:detail.late')}
          </button>
        )
      }
    >
      {fields.map(field => (
        <VerbField
          key={field.name}
          id={`${verb}-${field.name}`}
          field={field}
          label={t(labelOf(verb, field.name))}
          verb={verb}
          page={page}
          values={values}
          saysOptional={fields.some(each => isRequired(each, values))}
          set={value => set(field.name, value)}
          onBusy={setBusy}
          fault={
            missing.includes(field.name)
              ? t('ticket:hint.missing')
              : faulty === field.name && act.error !== null
                ? [act.error.message, act.error.remedy].filter(Boolean).join(' ')
                : undefined
          }
        />
      ))}
      {late ? (
        <VerbField
          id={`${verb}-happenedAt`}
          field={{ name: 'happenedAt', kind: 'instant' }}
          label={t('ticket:field.happenedAt')}
          verb={verb}
          page={page}
          values={values}
          set={value => set('happenedAt', value)}
          onBusy={setBusy}
          fault={undefined}
        />
      ) : null}
    </SheetFrame>
  )
}

/** The frame of every form at the foot: heading, fields, consequence, one primary button. */
export function SheetFrame({
  title,
  submitWords,
  confirm,
  problem,
  pending,
  submit,
  leave,
  extra,
  children,
}: {
  title: string
  submitWords: string
  confirm: string | undefined
  problem: ApiProblem | null
  pending: boolean
  submit(): void
  leave(): void
  extra?: ReactNode
  children: ReactNode
}) {
  const { t } = useWords()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // Where an answer is still wanted; what is filled in already is only looked at.
    const fields = [...(form.current?.querySelectorAll<HTMLInputElement>('input, textarea, select') ?? [])]
    const wanted = fields.find(field => field.getAttribute('aria-required') === 'true' && field.value === '')
    const first = wanted ?? fields[0] ?? form.current?.querySelector<HTMLElement>('button')
    first?.focus()
  }, [])
  useKeys({ escape: leave, 'mod+enter': submit })
  return (
    <form
      ref={form}
      className="sheet"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <h2 className="sheet-title">{title}</h2>
      <div className="sheet-fields">{children}</div>
      {problem === null ? null : (
        <p className="field-fault" role="alert">
          <Icon name="alert" size={16} />
          {problem.message} {problem.remedy}
        </p>
      )}
      <div className="sheet-end">
        <button
          type="submit"
          className="button button-primary"
          disabled={pending}
          aria-keyshortcuts="Meta+Enter Control+Enter"
        >
          {submitWords}
        </button>
        <button type="button" className="button" onClick={leave}>
          {t('app:action.cancel')}
        </button>
        {extra}
        {confirm === undefined ? null : <p className="soft sheet-confirm">{confirm}</p>}
        <span className="faint sheet-keys" aria-hidden="true">
          ⌘ / Ctrl + Enter
        </span>
      </div>
    </form>
  )
}
