import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { ComponentType } from 'react'
import type { IconName } from './icons.ts'

/** A page of a slice, as desk/screens.ts and pocket/screens.ts list them. */
export type Screen = {
  /** Below /desk or /pocket, as react-router writes it: `queue/:queue`, `ticket/:number`; '' is the first page. */
  readonly path: string
  /** Loaded when the page is opened: `() => import('../ticket/desk/queue.tsx').then(file => file.QueueScreen)`. */
  load(): Promise<ComponentType>
  /** A line of the sidebar (desk) or of the "me" page (pocket); without it the page is reached through others. */
  readonly menu?: {
    /** A key of the word lists, in full. */
    readonly words: string
    readonly icon: IconName
    readonly group: 'work' | 'administration'
    /** Where the line leads when the path has parameters. */
    readonly to?: string
    /** `g` then this letter goes there. */
    readonly key?: string
  }
  /** Tabs and pages behind it that ⌘K finds by their own names; they carry no line of the sidebar. */
  readonly parts?: readonly { readonly to: string; readonly words: string }[]
  /** Who sees it: one of these roles is enough; absent, everybody who is signed in. The server decides again. */
  readonly roles?: readonly Role[]
  /** Where whoever may not see it does his own part of the same. A path of the whole product. */
  readonly own?: { readonly words: string; readonly href: string }
  /** Only for whoever keeps the whole installation. */
  readonly hostOnly?: true
}

/** What the page of a refusal offers instead. */
export function ownOf(screen: Screen | undefined): Pick<Screen, 'own'> {
  return screen?.own === undefined ? {} : { own: screen.own }
}

/** A tab at the foot of the pocket; at most five. */
export type Tab = {
  readonly path: string
  readonly words: string
  readonly icon: IconName
  readonly roles?: readonly Role[]
  /** A hook that counts what waits there. */
  useCount?(): number | undefined
}
