import { Refusal, type RefusalCode, type RefusalFacts } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { fieldWord, whoWords } from './field-words.ts'
import { type Locale, localeOf } from './locale.ts'
import { problemPage } from './problem-page.ts'
import type { ProblemRow } from './problem-row.ts'
import type { Problem } from './problem-shape.ts'
import { internalProblem, problemTable } from './problem-table.ts'

export function problemOf(refusal: Refusal, locale: Locale, requestId: string): Problem {
  const { pointer, field, expected, expectedZh, ...facts } = refusal.facts
  const row = problemTable[refusal.code]
  const asked = locale === 'zh' && typeof expectedZh === 'string' ? expectedZh : expected
  // The pointer to the whole body is empty and names no field.
  const name =
    typeof field === 'string' ? field : typeof pointer === 'string' ? fieldIn(pointer) || undefined : undefined
  return {
    ...words(row, locale, {
      ...facts,
      field: fieldWord(name, locale),
      who: whoWords(facts['who'], locale),
      wait: waitWords(facts['retryAfterSeconds'], locale),
      expected: typeof asked === 'string' ? asked : null,
    }),
    type: `/problems/${refusal.code}`,
    status: row.status,
    code: refusal.code,
    ...(name === undefined ? {} : { field: name }),
    ...(typeof pointer === 'string' ? { pointer } : {}),
    ...(typeof asked === 'string' ? { expected: asked } : {}),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
    requestId,
  }
}

/** How long to wait as people say it: nobody counts nine hundred seconds. */
function waitWords(seconds: unknown, locale: Locale): string | null {
  if (typeof seconds !== 'number') return null
  const minutes = Math.ceil(seconds / 60)
  if (seconds <= 90) return locale === 'zh' ? `${seconds}秒` : `${seconds} seconds`
  return locale === 'zh' ? `${minutes}分钟` : `${minutes} minutes`
}

function fieldIn(pointer: string): string {
  return pointer.replace(/^[/?]/, '').split('/')[0] ?? ''
}

/** Fills `{fact}`; a clause in brackets whose fact is unknown falls away: `[ “{field}”]`. */
function words(
  row: ProblemRow,
  locale: Locale,
  facts: RefusalFacts,
): { title: string; detail: string; remedy: string } {
  const fill = (text: string) =>
    text
      .replace(/\[([^\]]*)\]/g, (_, clause: string) =>
        [...clause.matchAll(/\{(\w+)\}/g)].every(([, fact]) => facts[fact ?? ''] != null) ? clause : '',
      )
      .replace(/\{(\w+)\}/g, (_, fact: string) => String(facts[fact] ?? ''))
  const [title, detail, remedy] = row[locale]
  return { title, detail: fill(detail), remedy: fill(remedy) }
}

/** What the web framework or the database says about a client's fault, as one of our own refusals. */
export function refusalFrom(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (!(error instanceof Error)) return undefined
  const { code, statusCode } = error as FastifyError
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) return new Refusal('too_large', {})
  if (statusCode === 429) return new Refusal('too_many_requests', retryFacts(error))
  if (statusCode === 404) return new Refusal('not_found', {})
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Refusal('body_malformed', { reason: error.message.slice(0, 200) })
  }
  // PostgreSQL's class 22 faults that only a value from outside can cause; anything else of it is our own bug.
  if (code === '22021' || code === '22P05' || code === '22P02') return new Refusal('field_invalid', {})
  return undefined
}

function retryFacts(error: Error): RefusalFacts {
  const seconds = (error as Error & { retryAfterSeconds?: number }).retryAfterSeconds
  return seconds === undefined ? {} : { retryAfterSeconds: seconds }
}

export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const locale = localeOf(request)
  const refusal = refusalFrom(error)
  const requestId = String(request.id)
  if (refusal === undefined) {
    request.log.error({ err: error, requestId }, 'a request failed by our own fault')
    const row = internalProblem
    return sendProblem(request, reply, locale, {
      ...words(row, locale, { requestId }),
      type: '/problems/internal',
      status: row.status,
      code: 'internal',
      requestId,
    })
  }
  const problem = problemOf(refusal, locale, requestId)
  if (problem.status === 401) reply.header('www-authenticate', 'Session')
  const wait = refusal.facts['retryAfterSeconds']
  if (typeof wait === 'number') reply.header('retry-after', String(wait))
  return sendProblem(request, reply, locale, problem)
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, locale: Locale, problem: Problem): FastifyReply {
  reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .header('content-language', locale === 'zh' ? 'zh-CN' : 'en')
  // A person who fills in a form without JavaScript gets a page, a program its JSON.
  const wantsPage = !request.url.startsWith('/api/') && /\btext\/html\b/.test(request.headers.accept ?? '')
  if (wantsPage) return reply.type('text/html; charset=utf-8').serializer(String).send(problemPage(problem, locale))
  return reply.type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send(problem)
}

export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(problemTable, code)
}
