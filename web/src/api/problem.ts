import { hasWords, say } from '../words/words.ts'

/** What the server writes (RFC 9457, server/src/http/problem.ts). */
type WrittenProblem = {
  readonly code?: string
  readonly title?: string
  readonly detail?: string
  readonly remedy?: string
  readonly field?: string
  readonly pointer?: string
  readonly requestId?: string
  readonly facts?: Readonly<Record<string, string | number>>
}

/** Why a call did not do its work, in words for the person who made it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** 0 when no answer came. */
  readonly status: number
  /** A refusal code of the domain, or `offline`, `timeout`, `broken`. */
  readonly code: string
  readonly remedy: string | undefined
  readonly field: string | undefined
  /** JSON pointer of the field that the server could not take. */
  readonly pointer: string | undefined
  readonly requestId: string | undefined
  /** What else the refusal says: ids, names, counts. */
  readonly facts: Readonly<Record<string, unknown>>

  constructor(status: number, written: WrittenProblem) {
    const code = written.code ?? 'broken'
    super(plainWords(code, written))
    this.status = status
    this.code = code
    this.remedy = written.remedy
    this.field = written.field
    this.pointer = written.pointer
    this.requestId = written.requestId
    this.facts = written.facts ?? {}
  }

  /** Nothing is known about the outcome: the same intention may be sent again under the same command id. */
  get mayRepeat(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

/** The server's sentence first: it knows the facts; then the words by code; then what is always true. */
function plainWords(code: string, written: WrittenProblem): string {
  if (written.detail !== undefined && written.detail !== '') return written.detail
  if (hasWords(`refusal:${code}`)) return say(`refusal:${code}`, written.facts)
  if (code === 'offline') return say('app:error.offline')
  if (code === 'timeout') return say('app:error.timeout')
  return written.title ?? say('app:error.broken')
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const requestId = response.headers.get('x-request-id') ?? undefined
  let written: WrittenProblem = {}
  try {
    written = (await response.json()) as WrittenProblem
  } catch {
    // a proxy answered in its own words: the status is all there is
  }
  return new ApiProblem(response.status, requestId === undefined ? written : { requestId, ...written })
}
