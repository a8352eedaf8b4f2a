import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'system' | 'light' | 'dark'
export type Theme = 'light' | 'dark'

const rememberedUnder = 'onegrid.theme'
const systemDark = matchMedia('(prefers-color-scheme: dark)')
const watchers = new Set<() => void>()
let choice: ThemeChoice = 'system'

/** antd-mobile looks for its own attribute on <html>. */
function apply(): void {
  const root = document.documentElement
  if (choice === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = choice
  root.dataset['prefersColorScheme'] = theme()
  for (const watcher of watchers) watcher()
}

export function theme(): Theme {
  if (choice !== 'system') return choice
  return systemDark.matches ? 'dark' : 'light'
}

export function startTheme(): void {
  try {
    const kept = localStorage.getItem(rememberedUnder)
    if (kept === 'light' || kept === 'dark') choice = kept
  } catch {
    // storage is switched off: the system decides
  }
  // addListener: Safari before 14 knows no events on media queries.
  if (systemDark.addEventListener !== undefined) systemDark.addEventListener('change', apply)
  else systemDark.addListener(apply)
  apply()
}

export function chooseTheme(next: ThemeChoice): void {
  choice = next
  try {
    if (next === 'system') localStorage.removeItem(rememberedUnder)
    else localStorage.setItem(rememberedUnder, next)
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
  apply()
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function useTheme(): Theme {
  return useSyncExternalStore(watch, theme)
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(watch, () => choice)
}
