import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newCommandId, send } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { pageKey, useAct, verbCommand } from '../../ticket/use-ticket.ts'
import { bodyOf, type Field, missingIn, startValues, type Values, verbForms } from '../../ticket/verb-form.ts'
import { useWords } from '../../words/words.ts'
import { VerbField } from './verb-field.tsx'
import { faultyField, labelOf, SheetFrame } from './verb-sheet.tsx'

const accepting = verbForms.acceptTicket.fields
const dispatching = verbForms.dispatchTicket.fields
type Asked = { readonly verb: 'acceptTicket' | 'dispatchTicket'; readonly field: Field }
const first: readonly Asked[] = accepting.map(field => ({ verb: 'acceptTicket', field }))
const then: readonly Asked[] = dispatching.map(field => ({ verb: 'dispatchTicket', field }))

/**
 * Accepted and dispatched in one go: two commands, each done once. Where the second is refused the first has happened, the
 * page says so, and only the second is sent again.
 */
export function AcceptAndDispatch({ page, leave }: { page: TicketPage; leave(): void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const { number, subcategory } = page.ticket
  // Where the category is known, the question is to whom.
  const fields = subcategory === undefined ? [...first, ...then] : [...then, ...first]
  const [values, setValues] = useState<Values>(() => startValues('acceptTicket', page))
  const [missing, setMissing] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [working, setWorking] = useState(false)
  const acceptId = useRef<string | undefined>(undefined)
  const dispatch = useAct(number, { onDone: leave })

  async function submit() {
    const wanted = [...missingIn('acceptTicket', values, page), ...missingIn('dispatchTicket', values, page)]
    setMissing(wanted)
    if (wanted.length > 0) {
      document.getElementById(`both-${wanted[0]}`)?.focus()
      return
    }
    if (working) return
    setWorking(true)
    setProblem(null)
    try {
      acceptId.current ??= newCommandId()
      const body = bodyOf('acceptTicket', values, page)
      const accepted = await send<TicketPage>({
        ...verbCommand(number, 'acceptTicket', body),
        commandId: acceptId.current,
      })
      await dispatch.mutateAsync({ verb: 'dispatchTicket', body: bodyOf('dispatchTicket', values, page) }).catch(() => {
        // The refusal stands in the form below; the acceptance stands too.
        queries.setQueryData(pageKey(number), accepted)
      })
    } catch (error) {
      const refused = error as ApiProblem
      if (!refused.mayRepeat) acceptId.current = undefined
      setProblem(refused)
    } finally {
      setWorking(false)
    }
  }

  const shown = problem ?? dispatch.error
  const faulty =
    shown === null
      ? undefined
      : faultyField(
          shown,
          fields.map(({ field }) => field),
        )
  return (
    <SheetFrame
      title={t('ticket:action.acceptAndDispatch')}
      submitWords={t('ticket:action.acceptAndDispatch')}
      confirm={undefined}
      problem={faulty === undefined ? shown : null}
      pending={working || dispatch.isPending}
      submit={() => void submit()}
      leave={leave}
    >
      {fields.map(({ verb, field }) => (
        <VerbField
          key={field.name}
          id={`both-${field.name}`}
          field={field}
          label={t(labelOf(verb, field.name))}
          verb={verb}
          page={page}
          values={values}
          saysOptional
          set={value => {
            setMissing(before => before.filter(each => each !== field.name))
            setValues(before => ({
              ...before,
              [field.name]: value,
              ...(field.name === 'subcategory' ? { condition: undefined } : {}),
            }))
          }}
          onBusy={() => undefined}
          fault={
            missing.includes(field.name)
              ? t('ticket:hint.missing')
              : faulty === field.name && shown !== null
                ? shown.message
                : undefined
          }
        />
      ))}
    </SheetFrame>
  )
}
