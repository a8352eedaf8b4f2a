import { createContext, useContext, useSyncExternalStore } from 'react'
import { serverNow } from '../api/clock.ts'
import { useWords } from '../words/words.ts'
import { Light, type LightName } from './light.tsx'
import { endWords, momentWords, shortMoment, spanOf } from './time-words.ts'

/** The town's IANA zone; the shells fill it in from the signed-in person's town. */
export const TownZone = createContext('Asia/Shanghai')

const watchers = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined
let present = 0

function watch(changed: () => void): () => void {
  watchers.add(changed)
  ticking ??= setInterval(() => {
    present = serverNow()
    for (const watcher of watchers) watcher()
  }, 20_000)
  return () => {
    watchers.delete(changed)
    if (watchers.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

function readPresent(): number {
  const now = serverNow()
  // Rendering must see a steady value; a jump means that the first answer of the server has just set the clock.
  if (Math.abs(now - present) > 25_000) present = now
  return present
}

/** The server's present in milliseconds; renders again every twenty seconds, all components together. */
export function useNow(): number {
  return useSyncExternalStore(watch, readPresent)
}

/** A moment of the town. `short` is for dense rows; the end of what began `after` says the hour alone on the same day. */
export function Moment({ at, short = false, after }: { at: string; short?: boolean; after?: string }) {
  const { language } = useWords()
  const zone = useContext(TownZone)
  const now = new Date(useNow()).toISOString()
  const full =
    after === undefined
      ? momentWords(at, zone, now, language)
      : endWords({ begins: after, ends: at }, zone, now, language)
  return (
    <time dateTime={at} title={short ? full : undefined} className="moment">
      {short ? shortMoment(at, zone, now) : full}
    </time>
  )
}

export function useSpanWords(): (milliseconds: number) => string {
  const { t } = useWords()
  return milliseconds => {
    const { unit, count } = spanOf(milliseconds)
    return t(`app:time.${unit}`, { count })
  }
}

/** 3 小时前 */
export function RelativeTime({ at }: { at: string }) {
  const { t, language } = useWords()
  const spanWords = useSpanWords()
  const zone = useContext(TownZone)
  const present = useNow()
  const past = present - Date.parse(at)
  return (
    <time dateTime={at} title={momentWords(at, zone, new Date(present).toISOString(), language)} className="moment">
      {past < 60_000 ? t('app:time.justNow') : t('app:time.ago', { span: spanWords(past) })}
    </time>
  )
}

/** A limit for staff: light, then 还有 3 小时 or 已超 2 天; the moment itself below or on hover. */
export function DueTime({ due, light, full = false }: { due: string; light: LightName; full?: boolean }) {
  const { t, language } = useWords()
  const spanWords = useSpanWords()
  const zone = useContext(TownZone)
  const present = useNow()
  const left = Date.parse(due) - present
  const moment = t('app:time.due', { moment: momentWords(due, zone, new Date(present).toISOString(), language) })
  return (
    <span className="due" title={full ? undefined : moment}>
      <Light light={light} />
      <span className="due-left">
        {left >= 0 ? t('app:time.left', { span: spanWords(left) }) : t('app:time.over', { span: spanWords(left) })}
      </span>
      {full ? <time dateTime={due}>{moment}</time> : null}
    </span>
  )
}
