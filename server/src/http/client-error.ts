import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { problemOf } from './problem.ts'

/** What never became a request (broken framing, endless headers, a sender that fell asleep) gets the same kind of answer. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.destroyed) {
    socket.destroy()
    return
  }
  const status =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? '408 Request Timeout'
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : '400 Bad Request'
  const refusal = new Refusal(status.startsWith('431') ? 'too_large' : 'body_malformed')
  // No language is known yet: Chinese first.
  const problem = { ...problemOf(refusal, 'zh', randomUUID()), status: Number.parseInt(status, 10) }
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n${body}`,
  )
}
