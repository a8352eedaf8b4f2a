import { language } from '../words/words.ts'
import { learnTime } from './clock.ts'
import { ApiProblem, problemOf } from './problem.ts'

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** One page of a list; `next` is the cursor of the following page. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string }

/** A write, complete enough to be kept on the phone and sent again weeks later. */
export type Command = {
  /** Made once for one intention of a person; a retry carries the same (design.md §3.8). */
  readonly commandId: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /api/v1, beginning with a slash. */
  readonly path: string
  readonly body?: unknown
  /** Edits of documents such as categories only; verbs are decided against the current state. */
  readonly version?: string
}

const root = '/api/v1'
/** Milliseconds. A village mast at its worst still answers within this; longer looks like a dead page. */
const patience = 20_000
/** Bytes a millisecond that a slow line still carries upwards. */
const slowestBytes = 50

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one))
  }
  const text = search.toString()
  return text === '' ? root + path : `${root + path}?${text}`
}

async function call(url: string, init: RequestInit, within = patience): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), within)
  init.signal?.addEventListener('abort', () => stop.abort())
  const sentAt = Date.now()
  try {
    const response = await fetch(url, {
      ...init,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': language() === 'zh' ? 'zh-CN' : 'en',
        ...init.headers,
      },
      signal: stop.signal,
    })
    learnTime(response.headers, sentAt, Date.now())
    if (!response.ok) throw await problemOf(response)
    return response
  } catch (error) {
    if (error instanceof ApiProblem || init.signal?.aborted === true) throw error
    throw new ApiProblem(0, { code: stop.signal.aborted ? 'timeout' : 'offline' })
  } finally {
    clearTimeout(timer)
  }
}

async function bodyOf<Answer>(response: Response): Promise<Answer> {
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

export async function get<Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> {
  return bodyOf<Answer>(await call(address(path, query), signal === undefined ? {} : { signal }))
}

/** The one door for writes over the network. Pocket screens go through pocket/send.ts, which may keep a command back. */
export async function send<Answer>(command: Command): Promise<Answer> {
  const headers: Record<string, string> = { 'idempotency-key': command.commandId }
  if (command.body !== undefined) headers['content-type'] = 'application/json'
  if (command.version !== undefined) headers['if-match'] = command.version
  const init: RequestInit = { method: command.method, headers }
  if (command.body !== undefined) init.body = JSON.stringify(command.body)
  return bodyOf<Answer>(await call(root + command.path, init))
}

/** A file with its command, as a form sends it. */
export async function sendFile<Answer>(command: Command, file: File): Promise<Answer> {
  const body = new FormData()
  body.append('file', file, file.name)
  const headers = { 'idempotency-key': command.commandId }
  const init: RequestInit = { method: command.method, headers, body }
  return bodyOf<Answer>(await call(root + command.path, init, patience + file.size / slowestBytes))
}

/** What comes back as a file: its bytes, and the name that the server gave it. */
export async function sendForFile(command: Command): Promise<{ readonly name: string; readonly blob: Blob }> {
  const headers = { 'idempotency-key': command.commandId, 'content-type': 'application/json' }
  const init = { method: command.method, headers, body: JSON.stringify(command.body) }
  const response = await call(root + command.path, init)
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { name: decodeURIComponent(named ?? 'file'), blob: await response.blob() }
}

/** A UUID also where crypto.randomUUID is missing: old browsers, and pages opened over plain http in a village office. */
export function newCommandId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const text = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}
