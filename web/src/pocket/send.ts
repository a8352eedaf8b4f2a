import { type Command, send as sendNow } from '../api/client.ts'
import { useIntention, type Write } from '../api/intention.ts'

/**
 * Every write of the pocket goes through this one function. A command is complete in itself and keeps its id for ever, so a
 * queue that keeps commands while there is no line takes its place here and nowhere else; until then a write without a line
 * fails at once, says so, and is repeated under the same id.
 */
export async function send<Answer>(command: Command): Promise<Answer> {
  return sendNow<Answer>(command)
}

/** `useIntention` by way of the pocket's door. */
export function usePocketIntention<Input, Answer>(
  write: Write<Input>,
  after: Parameters<typeof useIntention<Input, Answer>>[1] = {},
) {
  return useIntention<Input, Answer>(write, after, send)
}
