/**
 * The server's time (design.md §3.11): every answer carries it, in `x-onegrid-time` to the millisecond or in `Date` to the
 * second, and the page never trusts the phone's own clock.
 */
let offset = 0 // milliseconds: server minus browser
let known = false

export function learnTime(headers: Headers, sentAt: number, receivedAt: number): void {
  const exact = headers.get('x-onegrid-time')
  const coarse = headers.get('date')
  const server = Date.parse(exact ?? coarse ?? '')
  if (Number.isNaN(server)) return
  // Half way between sending and receiving; a Date header was cut down to the full second.
  const measured = server + (exact === null ? 500 : 0) - (sentAt + receivedAt) / 2
  // The coarse header jitters by half a second: keep the first until it is clearly off.
  if (known && exact === null && Math.abs(measured - offset) < 2_000) return
  offset = measured
  known = true
}

/** Milliseconds since 1970 as the server counts them. */
export function serverNow(): number {
  return Date.now() + offset
}
