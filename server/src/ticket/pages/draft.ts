/**
 * Where an unfinished report lives: in a cookie of the person's own browser, beside ordinary pages with addresses of their
 * own (post → redirect → get). So the back key of WeChat — which neither shows a page that came out of a post again nor
 * keeps hidden fields — loses nothing, nothing personal stands in an address, and the town holds nothing of a person who
 * has not sent it. It is not signed: whoever changes it changes his own form, and every field is checked again when it is
 * sent. 1,000 letters deflated and written in base64 take two cookies of less than 4 KB.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ids } from '../../ids.ts'

export type Draft = {
  /** One report, however often it is sent. */
  readonly commandId: string
  readonly words?: string
  readonly photos?: readonly string[]
  readonly aboutStaff?: boolean
  readonly need?: string
  /** Code of a sub-category, or '' for "not sure". */
  readonly subcategory?: string
  readonly villageId?: string
  readonly groupId?: string
  readonly landmarkId?: string
  readonly placeWords?: string
  /** WGS-84, as the browser said at the one time it was asked. */
  readonly lon?: number
  readonly lat?: number
  readonly outside?: boolean
  /** The way to the place: none asked yet, village chosen, all said. */
  readonly placed?: 'village' | 'group' | 'spot'
  /** Number of the matter that the person holds for the same, or '' for none of those shown. */
  readonly same?: string
  readonly contact?: 'phone' | 'session' | 'anonymous'
  readonly phone?: string
  readonly name?: string
  readonly without?: boolean
  readonly behalf?: boolean
}

export type Sent = { readonly commandId: string; readonly number: string; readonly anonymous: boolean }

const path = '/report'
/** An interrupted report can be finished on the same day; after that nobody else finds it on a borrowed phone. */
const seconds = 86_400
const pieceLetters = 3_600
const pieces = 3

function cookieOptions(request: FastifyRequest, maxAge: number) {
  return { path, httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https', maxAge } as const
}

export function readDraft(request: FastifyRequest): Draft | undefined {
  const text = Array.from({ length: pieces }, (_, index) => request.cookies[`draft${index}`] ?? '').join('')
  const found = unpacked(text)
  return typeof found?.['commandId'] === 'string' ? (found as Draft) : undefined
}

/** What the person chose so far, or the beginning of a report. */
export function draftOf(request: FastifyRequest, ids: Ids): Draft {
  return readDraft(request) ?? { commandId: ids.id() }
}

export function keepDraft(request: FastifyRequest, reply: FastifyReply, draft: Draft): void {
  const text = packed(draft)
  for (let index = 0; index < pieces; index++) {
    const piece = text.slice(index * pieceLetters, (index + 1) * pieceLetters)
    if (piece !== '') reply.setCookie(`draft${index}`, piece, cookieOptions(request, seconds))
    else if (request.cookies[`draft${index}`] !== undefined) reply.clearCookie(`draft${index}`, { path })
  }
}

/** Sent: the draft goes, and what remains is the number, so that the back key shows the receipt and not the form. */
export function endDraft(request: FastifyRequest, reply: FastifyReply, sent: Sent): void {
  for (let index = 0; index < pieces; index++)
    if (request.cookies[`draft${index}`] !== undefined) reply.clearCookie(`draft${index}`, { path })
  reply.setCookie('sent', packed(sent), cookieOptions(request, seconds))
}

export function readSent(request: FastifyRequest): Sent | undefined {
  const found = unpacked(request.cookies['sent'] ?? '')
  return typeof found?.['number'] === 'string' ? (found as Sent) : undefined
}

/** What was typed, without what only another answer made necessary. */
export function changed(draft: Draft, change: Partial<{ [K in keyof Draft]: Draft[K] | undefined }>): Draft {
  const merged = Object.entries({ ...draft, ...change }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(merged) as unknown as Draft
}

export function packed(value: object): string {
  return deflateRawSync(JSON.stringify(value)).toString('base64url')
}

/** Somebody may write anything into his cookies: what cannot be read is not there, and a bomb is cut at 64 KB. */
export function inflated(text: string): Record<string, unknown> | undefined {
  if (text === '' || text.length > pieces * pieceLetters) return undefined
  try {
    const found: unknown = JSON.parse(
      inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: 65_536 }).toString(),
    )
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
    return found as Record<string, unknown>
  } catch {
    return undefined
  }
}

function unpacked(text: string): Record<string, unknown> | undefined {
  const found = inflated(text)
  return found && Object.fromEntries(Object.entries(found).filter(([name, value]) => fits(name, value)))
}

const flags = new Set(['aboutStaff', 'outside', 'without', 'behalf', 'anonymous'])
const figures = new Set(['lon', 'lat'])

function fits(name: string, value: unknown): boolean {
  if (flags.has(name)) return typeof value === 'boolean'
  if (figures.has(name)) return typeof value === 'number' && Number.isFinite(value)
  if (name === 'photos')
    return Array.isArray(value) && value.length <= 9 && value.every(each => typeof each === 'string')
  return typeof value === 'string'
}
