import type { ComponentType } from 'react'
import { answering, ownReportIn } from '../team/report-in/report-ins.ts'
import type { Screen } from '../ui/screen.ts'
import { administrationScreens } from './administration.ts'
import { typing } from './entry/entry-kinds.ts'
import { QueuePanel as TicketQueues } from './queue/queue-panel.tsx'

/** Every page of the desk, in the order of the sidebar. A slice adds its pages here, one line each. */
export const deskScreens: readonly Screen[] = [
  { path: '', load: () => import('./queue/start.tsx').then(file => file.FirstQueue) },
  {
    path: 'start',
    load: () => import('./start/getting-started-screen.tsx').then(file => file.GettingStartedScreen),
    parts: [{ to: 'start', words: 'start:title' }],
    roles: ['town_administrator'],
  },
  { path: 'search', load: () => import('./queue/start.tsx').then(file => file.SearchScreen) },
  { path: 'queue/:line', load: () => import('./queue/queue-screen.tsx').then(file => file.QueueScreen) },
  { path: 'tickets/:number', load: () => import('./detail/ticket-panel.tsx').then(file => file.TicketScreen) },
  {
    path: 'new/hotline',
    load: () => import('./entry/entry-screen.tsx').then(file => file.EntryScreen),
    menu: { words: 'desk:new.hotline', icon: 'phone', group: 'work', key: 'h' },
    roles: typing,
  },
  {
    path: 'new/chat',
    load: () => import('./entry/entry-screen.tsx').then(file => file.EntryScreen),
    menu: { words: 'desk:new.chat', icon: 'note', group: 'work', key: 'c' },
    roles: typing,
  },
  { path: 'new/:kind', load: () => import('./entry/entry-screen.tsx').then(file => file.EntryScreen), roles: typing },
  {
    path: 'print/handover',
    load: () => import('./print/list-sheet-screens.tsx').then(file => file.HandoverScreen),
  },
  {
    path: 'print/handovers/:handoverId',
    load: () => import('./print/handover-sheet.tsx').then(file => file.HandoverSheetScreen),
  },
  {
    path: 'print/patrol',
    load: () => import('./print/list-sheet-screens.tsx').then(file => file.PatrolFormScreen),
  },
  {
    path: 'print/training/:trainingId/:sheet',
    load: () => import('../team/training/training-sheets.tsx').then(file => file.TrainingSheetScreen),
  },
  {
    path: 'print/venue/:venueId',
    load: () => import('../grid/venue/venue-poster.tsx').then(file => file.VenuePoster),
  },
  {
    path: 'print/:sheet/:number',
    load: () => import('./print/ticket-sheet-screen.tsx').then(file => file.TicketSheetScreen),
  },
  {
    path: 'notices',
    load: () => import('../notice/desk-inbox.tsx').then(file => file.DeskInbox),
    menu: { words: 'notice:inbox.title', icon: 'bell', group: 'work', key: 'n' },
  },
  {
    path: 'report-ins',
    load: () => import('../team/report-in/report-ins-screen.tsx').then(file => file.ReportInsScreen),
    menu: { words: 'reportin:title', icon: 'people', group: 'work' },
    roles: answering,
    own: ownReportIn,
  },
  ...administrationScreens,
]

/** The queues with their counts, above the other lines of the sidebar; the ticket slice fills it. */
export const QueuePanel: ComponentType | undefined = TicketQueues
