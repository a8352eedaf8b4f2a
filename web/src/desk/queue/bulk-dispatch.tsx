import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useKindName } from '../../account/post-kinds.ts'
import { newCommandId, send } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useCandidates, verbCommand } from '../../ticket/use-ticket.ts'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { candidateOptions, holderOf } from '../detail/candidate-options.ts'
import { Picker } from '../picker.tsx'

/**
 * Several matters to one holder: one command each, one after the other, each with its own result. What fails stays chosen
 * with its reason, and its command keeps its id, so that sending again does nothing twice.
 */
export function BulkDispatch({
  numbers,
  onResult,
  onLeave,
}: {
  numbers: readonly string[]
  onResult(number: string, fault: string | undefined): void
  onLeave(): void
}) {
  const { t } = useWords()
  const kindName = useKindName()
  const queries = useQueryClient()
  const [to, setTo] = useState<string | undefined>(undefined)
  const [words, setWords] = useState('')
  const [done, setDone] = useState<number | undefined>(undefined)
  const [ids] = useState(() => new Map<string, string>())
  const { data } = useCandidates(numbers[0] ?? '', numbers.length > 0)
  const options = candidateOptions(data?.items ?? [], t, kindName)
  const working = done !== undefined

  async function dispatchAll(holder: string) {
    const started = [...numbers]
    const sent: string[] = []
    for (const [at, number] of started.entries()) {
      setDone(at)
      const body = { to: holderOf(holder), ...(words.trim() === '' ? {} : { words: words.trim() }) }
      const key = `${number} ${JSON.stringify(body)}`
      const commandId = ids.get(key) ?? newCommandId()
      ids.set(key, commandId)
      try {
        await send<TicketPage>({ ...verbCommand(number, 'dispatchTicket', body), commandId })
        sent.push(number)
        onResult(number, undefined)
      } catch (error) {
        const problem = error as ApiProblem
        if (!problem.mayRepeat) ids.delete(key)
        onResult(number, problem.message)
      }
    }
    setDone(undefined)
    await queries.invalidateQueries({ queryKey: ['ticket'] })
    if (sent.length > 0) toast({ text: t('desk:bulk.done', { count: sent.length }), undo: () => void takeBack(sent) })
  }

  async function takeBack(sent: readonly string[]) {
    let back = 0
    for (const number of sent) {
      try {
        await send({ ...verbCommand(number, 'withdrawDispatch', {}), commandId: newCommandId() })
        back += 1
      } catch (problem) {
        toast({ kind: 'failed', text: t('ticket:failed', { number, reason: (problem as ApiProblem).message }) })
      }
    }
    if (back > 0) toast({ text: t('desk:bulk.undone', { count: back }) })
    await queries.invalidateQueries({ queryKey: ['ticket'] })
  }

  return (
    <section className="bulk" aria-label={t('desk:bulk.title', { count: numbers.length })}>
      <strong>{t('desk:bulk.title', { count: numbers.length })}</strong>
      <div className="bulk-to">
        <Picker
          id="bulk-to"
          label={t('ticket:field.to')}
          placeholder={t('ticket:field.to')}
          options={options}
          value={to}
          onChange={setTo}
        />
      </div>
      <input
        className="input bulk-words"
        value={words}
        maxLength={2000}
        aria-label={t('ticket:ask.dispatchTicket.words')}
        placeholder={t('ticket:ask.dispatchTicket.words')}
        onChange={event => setWords(event.target.value)}
      />
      <button
        type="button"
        className="button button-primary"
        disabled={to === undefined || working}
        onClick={() => to !== undefined && void dispatchAll(to)}
      >
        {working ? t('desk:bulk.working', { done, count: numbers.length }) : t('ticket:action.dispatchTicket')}
      </button>
      <button type="button" className="button button-quiet" onClick={onLeave} disabled={working}>
        {t('desk:bulk.leave')}
      </button>
    </section>
  )
}
