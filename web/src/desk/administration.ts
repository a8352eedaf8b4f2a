import type { Screen } from '../ui/screen.ts'

const administrator = ['town_administrator'] as const

/** What a town keeps about itself: the second part of the sidebar. */
export const administrationScreens: readonly Screen[] = [
  {
    path: 'catalogue/:tab?/:code?',
    load: () => import('../ticket/admin/catalogue-screen.tsx').then(file => file.CatalogueScreen),
    menu: { words: 'catalogue:title', icon: 'list', group: 'administration', to: 'catalogue' },
    roles: administrator,
  },
  {
    path: 'calendar/:year?',
    load: () => import('../ticket/admin/calendar-screen.tsx').then(file => file.CalendarScreen),
    menu: { words: 'catalogue:calendar.title', icon: 'calendar', group: 'administration', to: 'calendar' },
    roles: administrator,
  },
]
