import { planRights } from '@onegrid/domain/grid/division/access.ts'
import type { Screen } from '../ui/screen.ts'

const administrator = ['town_administrator'] as const

/** What a town keeps about itself: the second part of the sidebar. */
export const administrationScreens: readonly Screen[] = [
  {
    path: 'catalogue/:tab?/:code?',
    load: () => import('../ticket/admin/catalogue-screen.tsx').then(file => file.CatalogueScreen),
    menu: { words: 'catalogue:title', icon: 'list', group: 'administration', to: 'catalogue' },
    parts: [
      { to: 'catalogue/items', words: 'catalogue:tab.items' },
      { to: 'catalogue/limits', words: 'catalogue:tab.limits' },
      { to: 'catalogue/reasons', words: 'catalogue:tab.reasons' },
      { to: 'catalogue/decline', words: 'catalogue:tab.decline' },
      { to: 'catalogue/bodies', words: 'catalogue:tab.bodies' },
      { to: 'catalogue/needs', words: 'catalogue:tab.needs' },
      { to: 'catalogue/emergency', words: 'catalogue:tab.emergency' },
      { to: 'catalogue/versions', words: 'catalogue:tab.versions' },
    ],
    roles: administrator,
  },
  {
    path: 'calendar/:year?',
    load: () => import('../ticket/admin/calendar-screen.tsx').then(file => file.CalendarScreen),
    menu: { words: 'catalogue:calendar.title', icon: 'calendar', group: 'administration', to: 'calendar' },
    roles: administrator,
  },
  {
    path: 'people',
    load: () => import('../team/people-screen.tsx').then(file => file.PeopleScreen),
    menu: { words: 'team:people.title', icon: 'people', group: 'administration' },
    parts: [
      { to: 'people/import', words: 'peopleimport:title' },
      { to: 'people/invite', words: 'peopleimport:invite.title' },
    ],
    roles: administrator,
  },
  {
    path: 'people/import',
    load: () => import('../team/people-import/start-screen.tsx').then(file => file.PeopleImportStart),
    roles: administrator,
  },
  {
    path: 'people/import/:importId',
    load: () => import('../team/people-import/list-screen.tsx').then(file => file.PeopleImportList),
    roles: administrator,
  },
  {
    path: 'people/invite',
    load: () => import('../team/people-import/invite-screen.tsx').then(file => file.InvitePeople),
    roles: administrator,
  },
  {
    path: 'people/:personId',
    load: () => import('../team/person-screen.tsx').then(file => file.PersonScreen),
    roles: administrator,
  },
  {
    path: 'posts/:tab?',
    load: () => import('../team/posts-screen.tsx').then(file => file.PostsScreen),
    menu: { words: 'posts:title', icon: 'flag', group: 'administration', to: 'posts' },
    parts: [
      { to: 'posts/leaves', words: 'posts:tab.leaves' },
      { to: 'posts/party', words: 'posts:tab.party' },
      { to: 'posts/kinds', words: 'posts:tab.kinds' },
      { to: 'election', words: 'posts:election.title' },
    ],
    roles: administrator,
  },
  {
    path: 'election/:gridId?',
    load: () => import('../team/election-screen.tsx').then(file => file.ElectionScreen),
    roles: administrator,
  },
  {
    path: 'coverage',
    load: () => import('../team/coverage-screen.tsx').then(file => file.CoverageScreen),
    menu: { words: 'posts:coverage.title', icon: 'verify', group: 'administration' },
    roles: ['town_administrator', 'centre', 'supervisor'],
  },
  {
    path: 'roster/:month?',
    load: () => import('../team/roster-screen.tsx').then(file => file.RosterScreen),
    menu: { words: 'team:roster.menu', icon: 'clock', group: 'administration', to: 'roster' },
    roles: ['town_administrator', 'centre'],
  },
  {
    path: 'grid-import',
    load: () => import('../grid/import/start-screen.tsx').then(file => file.GridImportStart),
    menu: { words: 'gridimport:menu', icon: 'up', group: 'administration' },
    roles: administrator,
  },
  {
    path: 'grid-import/:importId',
    load: () => import('../grid/import/import-screen.tsx').then(file => file.GridImportScreen),
    roles: administrator,
  },
  {
    path: 'propose/:proposalId?',
    load: () => import('../grid/propose/propose-screen.tsx').then(file => file.ProposeScreen),
    menu: { words: 'propose:title', icon: 'map', group: 'administration', to: 'propose' },
    parts: [{ to: 'barriers', words: 'propose:barriers.title' }],
    roles: administrator,
  },
  {
    path: 'barriers',
    load: () => import('../grid/propose/barriers-screen.tsx').then(file => file.BarriersScreen),
    roles: administrator,
  },
  {
    path: 'emergency',
    load: () => import('../team/emergency/emergency-screen.tsx').then(file => file.EmergencyScreen),
    menu: { words: 'emergency:title', icon: 'alert', group: 'work' },
  },
  {
    path: 'plans',
    load: () => import('../grid/plan/plans-screen.tsx').then(file => file.PlansScreen),
    menu: { words: 'plan:title', icon: 'outline', group: 'administration' },
    roles: planRights.seePlans,
  },
  {
    path: 'plans/:planId',
    load: () => import('../grid/plan/plan-screen.tsx').then(file => file.PlanScreen),
    roles: planRights.seePlans,
  },
  {
    path: 'plans/:planId/compare',
    load: () => import('../grid/plan/compare-screen.tsx').then(file => file.CompareScreen),
    roles: planRights.seePlans,
  },
  {
    path: 'landmarks',
    load: () => import('../grid/plan/landmark-screen.tsx').then(file => file.LandmarkScreen),
    menu: { words: 'plan:landmark.title', icon: 'place', group: 'administration' },
    roles: administrator,
  },
  {
    path: 'supply',
    load: () => import('../grid/supply-screen.tsx').then(file => file.SupplyScreen),
    menu: { words: 'grid:supply.title', icon: 'map', group: 'administration' },
    roles: administrator,
  },
  {
    path: 'venues',
    load: () => import('../grid/venue/venues-screen.tsx').then(file => file.VenuesScreen),
    menu: { words: 'venue:title', icon: 'home', group: 'administration' },
    roles: ['town_administrator', 'centre'],
  },
  {
    path: 'venues/:venueId',
    load: () => import('../grid/venue/venue-screen.tsx').then(file => file.VenueScreen),
    roles: ['town_administrator', 'centre'],
  },
  {
    path: 'training/new',
    load: () => import('../team/training/training-form.tsx').then(file => file.TrainingFormScreen),
    roles: ['town_administrator', 'centre'],
  },
  {
    path: 'training/one/:trainingId',
    load: () => import('../team/training/training-screen.tsx').then(file => file.TrainingScreen),
    roles: ['town_administrator', 'centre'],
  },
  {
    path: 'training/one/:trainingId/edit',
    load: () => import('../team/training/training-form.tsx').then(file => file.TrainingFormScreen),
    roles: ['town_administrator', 'centre'],
  },
  {
    path: 'training/:tab?',
    load: () => import('../team/training/trainings-screen.tsx').then(file => file.TrainingsScreen),
    menu: { words: 'training:title', icon: 'flag', group: 'administration', to: 'training' },
    parts: [
      { to: 'training/held', words: 'training:tab.held' },
      { to: 'training/coverage', words: 'training:tab.coverage' },
      { to: 'training/subjects', words: 'training:tab.subjects' },
      { to: 'training/new', words: 'training:plan' },
    ],
    roles: ['town_administrator', 'centre'],
  },
  {
    path: 'channels',
    load: () => import('../notice/channels-screen.tsx').then(file => file.ChannelsScreen),
    menu: { words: 'notice:channels.title', icon: 'letter', group: 'administration' },
    roles: administrator,
  },
  {
    path: 'audit/:tab?',
    load: () => import('../insight/audit-screen.tsx').then(file => file.AuditScreen),
    menu: { words: 'insight:audit.title', icon: 'eye', group: 'administration', to: 'audit' },
    parts: [{ to: 'audit/reads', words: 'insight:audit.reads' }],
    roles: ['town_administrator', 'supervisor'],
  },
  {
    path: 'towns',
    load: () => import('../account/towns-screen.tsx').then(file => file.TownsScreen),
    menu: { words: 'towns:title', icon: 'globe', group: 'administration' },
    parts: [{ to: 'towns/new', words: 'towns:new.title' }],
    hostOnly: true,
  },
  {
    path: 'towns/new',
    load: () => import('../account/new-town-screen.tsx').then(file => file.NewTownScreen),
    hostOnly: true,
  },
  {
    path: 'contacts',
    load: () => import('../team/contacts-screen.tsx').then(file => file.ContactsScreen),
    menu: { words: 'team:contacts.title', icon: 'phone', group: 'work' },
  },
  {
    path: 'shown',
    load: () => import('../team/shown-screen.tsx').then(file => file.ShownScreen),
    menu: { words: 'team:consent.title', icon: 'eye', group: 'work' },
  },
  {
    path: 'security',
    load: () => import('../account/security-screen.tsx').then(file => file.SecurityScreen),
    menu: { words: 'account:security.title', icon: 'key', group: 'work' },
  },
]
