import type { Span } from '@onegrid/domain/grid/venue/venue.ts'

/** `08:30–12:00 14:30–17:30`, as a person writes hours on a door; empty is closed. */
export function hoursText(spans: readonly Span[]): string {
  return spans.map(({ from, to }) => `${from}–${to}`).join(' ')
}

const one = /^(\d{1,2})[::.](\d{2})\s*[-–—~~至到]\s*(\d{1,2})[::.](\d{2})$/

/** Undefined where it cannot be read: the person then sees how it is written. */
export function spansOf(text: string): readonly Span[] | undefined {
  const parts = text
    .trim()
    .replace(/\s*([-–—~~至到])\s*/g, '$1')
    .split(/[\s,,、;;]+/)
    .filter(part => part !== '')
  const spans = parts.map(part => {
    const [, fromHour, fromMinute, toHour, toMinute] = one.exec(part) ?? []
    if (fromHour === undefined) return undefined
    const from = `${fromHour.padStart(2, '0')}:${fromMinute}`
    const to = `${toHour!.padStart(2, '0')}:${toMinute}`
    return from < '24:00' && to <= '24:00' && Number(fromMinute) < 60 && Number(toMinute) < 60 && from < to
      ? { from, to }
      : undefined
  })
  return spans.some(span => span === undefined) ? undefined : (spans as Span[])
}
