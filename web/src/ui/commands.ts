import { useEffect, useSyncExternalStore } from 'react'
import type { IconName } from './icons.ts'

/** A verb that ⌘K / Ctrl+K offers. A screen offers its verbs while it is shown. */
export type ScreenCommand = {
  readonly id: string
  /** In the person's language, already said. */
  readonly title: string
  readonly group: 'go' | 'act' | 'set'
  readonly icon?: IconName
  /** Too many to be read through: offered only to whoever types something of its name. */
  readonly onlyFound?: true
  /** Shown beside the title; the screen itself listens to it. */
  readonly keys?: string
  /** Further words to find it by: pinyin initials, codes. */
  readonly also?: string
  run(): void
}

const offered = new Map<object, readonly ScreenCommand[]>()
const watchers = new Set<() => void>()
let all: readonly ScreenCommand[] = []

function changed(): void {
  all = [...offered.values()].flat()
  for (const watcher of watchers) watcher()
}

/** Offers these commands until the component goes. Pass a memoised list: a new list is a new offer. */
export function useCommands(commands: readonly ScreenCommand[]): void {
  useEffect(() => {
    const offer = {}
    offered.set(offer, commands)
    changed()
    return () => {
      offered.delete(offer)
      changed()
    }
  }, [commands])
}

export function useOfferedCommands(): readonly ScreenCommand[] {
  return useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => all,
  )
}

/** All letters of the wish in their order; a beginning or a whole stretch ranks first. */
export function matching(commands: readonly ScreenCommand[], wish: string): readonly ScreenCommand[] {
  const wanted = wish.trim().toLowerCase()
  if (wanted === '') return commands.filter(command => command.onlyFound !== true)
  const ranked: { command: ScreenCommand; rank: number }[] = []
  for (const command of commands) {
    const text = `${command.title} ${command.also ?? ''} ${command.id}`.toLowerCase()
    const at = text.indexOf(wanted)
    if (at >= 0) ranked.push({ command, rank: at })
    else if (inOrder(text, wanted)) ranked.push({ command, rank: 1_000 })
  }
  return ranked.sort((one, other) => one.rank - other.rank).map(({ command }) => command)
}

function inOrder(text: string, wanted: string): boolean {
  let at = 0
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}
