import type { Screen, Tab } from '../ui/screen.ts'

/** The tabs at the foot, at most four; "me" is always the last. A slice adds its own here. */
export const pocketTabs: readonly Tab[] = []

/** Every page of the pocket, tabs included. */
export const pocketScreens: readonly Screen[] = [
  {
    path: 'notices',
    load: () => import('../notice/pocket-inbox.tsx').then(file => file.PocketInbox),
    menu: { words: 'notice:inbox.title', icon: 'bell', group: 'work' },
  },
]
