import { planRights } from '@onegrid/domain/grid/division/access.ts'
import { answering, ownReportIn } from '../team/report-in/report-ins.ts'
import type { Screen, Tab } from '../ui/screen.ts'
import { finding, leading, taking } from './posts.ts'
import { useDecisionCount, useOrderCount, useTaskCount } from './use-lists.ts'

/** The tabs at the foot, at most four; "me" is always the last. A slice adds its own here. */
export const pocketTabs: readonly Tab[] = [
  { path: 'decide', words: 'pocket:tab.decide', icon: 'verify', roles: leading, useCount: useDecisionCount },
  { path: 'mine', words: 'pocket:tab.mine', icon: 'handle', useCount: useTaskCount },
  { path: 'orders', words: 'pocket:tab.orders', icon: 'order', roles: taking, useCount: useOrderCount },
  { path: 'report', words: 'pocket:tab.report', icon: 'plus', roles: finding },
]

/** Every page of the pocket, tabs included. */
export const pocketScreens: readonly Screen[] = [
  { path: '', load: () => import('./first-page.tsx').then(file => file.FirstPage) },
  { path: 'decide', load: () => import('./decide-page.tsx').then(file => file.DecidePage), roles: leading },
  { path: 'mine', load: () => import('./mine-page.tsx').then(file => file.MinePage) },
  { path: 'orders', load: () => import('./orders-page.tsx').then(file => file.OrdersPage), roles: taking },
  { path: 'report', load: () => import('./report-page.tsx').then(file => file.ReportPage), roles: finding },
  { path: 'ticket/:number', load: () => import('./ticket-page.tsx').then(file => file.TicketScreen) },
  { path: 'ticket/:number/more', load: () => import('./more-page.tsx').then(file => file.MorePage) },
  { path: 'ticket/:number/call/:who', load: () => import('./call-page.tsx').then(file => file.CallPage) },
  { path: 'ticket/:number/photo/:photoId', load: () => import('./photo-page.tsx').then(file => file.PhotoPage) },
  {
    path: 'ticket/:number/contacts',
    load: () => import('./contacts-page.tsx').then(file => file.TicketContactsPage),
  },
  { path: 'ticket/:number/:verb', load: () => import('./verb-page.tsx').then(file => file.VerbPage) },
  {
    path: 'notices',
    load: () => import('./notices-page.tsx').then(file => file.NoticesPage),
    menu: { words: 'notice:inbox.title', icon: 'bell', group: 'work' },
  },
  {
    path: 'found',
    load: () => import('./found-page.tsx').then(file => file.FoundPage),
    menu: { words: 'pocket:found.title', icon: 'flag', group: 'work' },
    roles: finding,
  },
  {
    path: 'contacts',
    load: () => import('./contacts-page.tsx').then(file => file.ContactsPage),
    menu: { words: 'team:contacts.title', icon: 'phone', group: 'work' },
  },
  {
    path: 'emergency',
    load: () => import('./emergency-page.tsx').then(file => file.EmergencyPage),
    menu: { words: 'emergency:title', icon: 'alert', group: 'work' },
  },
  {
    path: 'plans',
    load: () => import('./plans-page.tsx').then(file => file.PlansPage),
    menu: { words: 'pocket:plans.title', icon: 'map', group: 'work' },
    roles: planRights.seePlans,
  },
  {
    path: 'plans/:planId',
    load: () => import('./plan-page.tsx').then(file => file.PlanPage),
    roles: planRights.seePlans,
  },
  {
    path: 'duty',
    load: () => import('./duty-page.tsx').then(file => file.DutyPage),
    menu: { words: 'emergency:swap.title', icon: 'clock', group: 'work' },
    roles: [
      'duty_officer',
      'centre',
      'medium_leader',
      'village_worker',
      'small_leader',
      'approver',
      'supervisor',
      'unit_clerk',
    ],
  },
  {
    path: 'training',
    load: () => import('./training-page.tsx').then(file => file.TrainingPage),
    menu: { words: 'training:title', icon: 'people', group: 'work' },
  },
  {
    path: 'report-ins',
    load: () => import('./report-ins-page.tsx').then(file => file.ReportInsPage),
    menu: { words: 'reportin:title', icon: 'people', group: 'work' },
    roles: answering,
    own: ownReportIn,
  },
  {
    path: 'offline',
    load: () => import('./offline-page.tsx').then(file => file.OfflinePage),
    menu: { words: 'pocket:offline.title', icon: 'offline', group: 'work' },
  },
  {
    path: 'shown',
    load: () => import('./shown-page.tsx').then(file => file.ShownPage),
    menu: { words: 'team:consent.title', icon: 'eye', group: 'work' },
  },
  {
    path: 'contact',
    load: () => import('./contact-page.tsx').then(file => file.ContactPage),
    menu: { words: 'account:contact.title', icon: 'bell', group: 'work' },
  },
  {
    path: 'sessions',
    load: () => import('./sessions-page.tsx').then(file => file.SessionsPage),
    menu: { words: 'account:me.sessions', icon: 'key', group: 'work' },
  },
]
