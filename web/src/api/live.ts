import type { QueryClient } from '@tanstack/react-query'

/** What the server sends (`event: change`): which slice changed and, where it helps, which thing of it. */
export type LiveChange = { readonly slice: string; readonly id?: string; readonly type?: string }
type Shared =
  | { readonly kind: 'change'; readonly change: LiveChange; readonly lastId: string }
  | { readonly kind: 'state'; readonly connected: boolean }

const path = '/api/v1/live'
/** Too much was missed to be told one by one. */
const everySlice = '*'
/** Milliseconds: a bulk dispatch of forty matters refreshes a queue once, not forty times. */
const gather = 250
/** Milliseconds between two attempts: a county of browsers must not fall upon a server that has just come back. */
const again = 8_000

const listeners = new Set<(change: LiveChange) => void>()
const stateListeners = new Set<(connected: boolean) => void>()
let lastId = ''
let connected = true

export function onLiveChange(listener: (change: LiveChange) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function onLiveState(listener: (connected: boolean) => void): () => void {
  stateListeners.add(listener)
  listener(connected)
  return () => stateListeners.delete(listener)
}

function take(shared: Shared): void {
  if (shared.kind === 'state') {
    connected = shared.connected
    for (const listener of stateListeners) listener(connected)
    return
  }
  lastId = shared.lastId
  for (const listener of listeners) listener(shared.change)
}

/** Ends when `stop` is aborted. EventSource itself reconnects with Last-Event-ID; a tab that takes over says `?after=`. */
function listen(tell: (shared: Shared) => void, stop: AbortSignal): Promise<void> {
  return new Promise(done => {
    const source = new EventSource(lastId === '' ? path : `${path}?after=${encodeURIComponent(lastId)}`)
    let opened = false
    source.addEventListener('open', () => {
      opened = true
      tell({ kind: 'state', connected: true })
    })
    source.addEventListener('error', () => {
      // An answer that is no stream (signed out, older server) closes for good; only a stream that was cut is worth a word.
      if (opened) tell({ kind: 'state', connected: false })
      if (source.readyState !== EventSource.CLOSED) return
      // The session may have ended: whoever shows the person asks again who it is.
      tell({ kind: 'change', change: { slice: 'account' }, lastId })
      done()
    })
    // Where the feed stands now: a tab that takes over in the first quiet hour resumes from here.
    source.addEventListener('ready', event => {
      lastId = event.lastEventId
    })
    source.addEventListener('reset', event => {
      tell({ kind: 'change', change: { slice: everySlice }, lastId: event.lastEventId })
    })
    source.addEventListener('change', event => {
      const change = JSON.parse(event.data as string) as LiveChange
      tell({ kind: 'change', change, lastId: event.lastEventId })
    })
    stop.addEventListener('abort', () => {
      source.close()
      done()
    })
  })
}

/** An answer that is no stream (the server drains or restarts) ends an EventSource for good: it is made anew. */
async function keepListening(tell: (shared: Shared) => void, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await listen(tell, stop)
    if (!stop.aborted) await new Promise(done => setTimeout(done, again))
  }
}

/**
 * One stream a browser (design.md §3.10): the tab that holds the lock listens and tells the others. Without Web Locks
 * (before Safari 15.4) each tab listens for itself. `place`: where the feed stood before the page read anything.
 * Returns the end of it.
 */
export function followLive(queries: QueryClient, place: string): () => void {
  if (lastId === '') lastId = place
  const stop = new AbortController()
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const unfollow = onLiveChange(change => {
    waiting.add(change.slice)
    timer ??= setTimeout(() => {
      timer = undefined
      if (waiting.has(everySlice)) void queries.invalidateQueries()
      else for (const slice of waiting) void queries.invalidateQueries({ queryKey: [slice] })
      waiting.clear()
    }, gather)
  })
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('onegrid.live') : undefined
  channel?.addEventListener('message', event => take(event.data as Shared))
  const tell = (shared: Shared) => {
    take(shared)
    channel?.postMessage(shared)
  }
  if (navigator.locks !== undefined && channel !== undefined) {
    navigator.locks
      .request('onegrid.live', { signal: stop.signal }, () => keepListening(tell, stop.signal))
      .catch(() => undefined) // aborted while waiting for the lock: this tab closed first
  } else void keepListening(tell, stop.signal)
  return () => {
    stop.abort()
    unfollow()
    clearTimeout(timer)
    channel?.close()
  }
}
