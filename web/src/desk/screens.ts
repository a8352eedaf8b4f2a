import type { ComponentType } from 'react'
import type { Screen } from '../ui/screen.ts'

/** Every page of the desk, in the order of the sidebar. A slice adds its pages here, one line each. */
export const deskScreens: readonly Screen[] = [
  {
    path: 'notices',
    load: () => import('../notice/desk-inbox.tsx').then(file => file.DeskInbox),
    menu: { words: 'notice:inbox.title', icon: 'bell', group: 'work', key: 'n' },
  },
]

/** The queues with their counts, above the other lines of the sidebar; the ticket slice fills it. */
export const QueuePanel: ComponentType | undefined = undefined
