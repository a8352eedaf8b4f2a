import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { type Command, newCommandId, send } from './client.ts'
import { ApiProblem } from './problem.ts'

export type Write<Input> = (input: Input) => Omit<Command, 'commandId'>
export type Sender = <Answer>(command: Command) => Promise<Answer>

/**
 * One intention of a person: the command id is made when the button is pressed first and kept while the outcome is unknown,
 * so that pressing again after a cut line does the work once. A refusal, a success or other input ends it.
 */
export function useIntention<Input, Answer>(
  write: Write<Input>,
  after: {
    readonly changes?: readonly string[]
    onDone?(answer: Answer, input: Input): void
    onRefused?(problem: ApiProblem, input: Input): void
  } = {},
  sender: Sender = send,
) {
  const queries = useQueryClient()
  const open = useRef<{ commandId: string; body: string } | undefined>(undefined)
  return useMutation<Answer, ApiProblem, Input>({
    networkMode: 'always', // without a line the person hears so at once, and the pocket's queue gets its turn
    mutationFn: async input => {
      const command = write(input)
      const body = JSON.stringify([command.path, command.body])
      if (open.current?.body !== body) open.current = { commandId: newCommandId(), body }
      try {
        const answer = await sender<Answer>({ ...command, commandId: open.current.commandId })
        open.current = undefined
        return answer
      } catch (error) {
        if (!(error instanceof ApiProblem && error.mayRepeat)) open.current = undefined
        throw error
      }
    },
    onSuccess: async (answer, input) => {
      after.onDone?.(answer, input)
      for (const slice of after.changes ?? []) await queries.invalidateQueries({ queryKey: [slice] })
    },
    onError: (problem, input) => after.onRefused?.(problem, input),
  })
}
