import { useSyncExternalStore } from 'react'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'

/** Names the thing and, where it can be taken back, offers undo (look.md rule 8). */
export type Toast = {
  readonly text: string
  readonly kind?: 'done' | 'failed'
  readonly undo?: () => void
}
type ShownToast = Toast & { readonly number: number }

/** Milliseconds; longer with undo, and failures stay until closed. */
const staysFor = 5_000
const staysWithUndo = 10_000

let shown: readonly ShownToast[] = []
let count = 0
const watchers = new Set<() => void>()

function change(next: readonly ShownToast[]): void {
  shown = next
  for (const watcher of watchers) watcher()
}

function drop(number: number): void {
  change(shown.filter(toast => toast.number !== number))
}

export function toast(entry: Toast): void {
  count += 1
  const number = count
  // Said once more it moves down instead of standing twice.
  const others = shown.filter(one => one.text !== entry.text || one.kind !== entry.kind)
  change([...others.slice(-2), { ...entry, number }])
  if (entry.kind !== 'failed') setTimeout(() => drop(number), entry.undo === undefined ? staysFor : staysWithUndo)
}

/** Stands once in each shell. */
export function Toasts() {
  const { t } = useWords()
  const list = useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => shown,
  )
  return (
    <section className="toasts no-print" aria-label={t('app:toast.region')} aria-live="polite">
      {list.map(one => (
        <div
          key={one.number}
          className={`toast toast-${one.kind ?? 'done'}`}
          role={one.kind === 'failed' ? 'alert' : 'status'}
        >
          <Icon name={one.kind === 'failed' ? 'alert' : 'check'} />
          <span className="toast-text">{one.text}</span>
          {one.undo === undefined ? null : (
            <button
              type="button"
              className="toast-undo"
              onClick={() => {
                drop(one.number)
                one.undo?.()
              }}
            >
              {t('app:action.undo')}
            </button>
          )}
          <button
            type="button"
            className="toast-close"
            aria-label={t('app:action.close')}
            onClick={() => drop(one.number)}
          >
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </section>
  )
}
