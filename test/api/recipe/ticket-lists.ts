import { asked, type Recipe, type Recipes, type Stage } from './recipe.ts'

const numbered = (by: (stage: Stage) => Stage['town']['leader'], state: (stage: Stage) => Promise<string>): Recipe => ({
  ready: async stage => ({ by: by(stage), params: { number: await state(stage) } }),
})
const reported = ({ story }: Stage) => story.reported()

/** Reporting, and every way to look at tickets. */
export const ticketListRecipes: Recipes = {
  reportTicket: {
    serves: 'public',
    ready: ({ town }) => ({
      by: town.visitor,
      body: {
        words: '榕树头那盏灯坏了成个礼拜,夜晚好黑',
        place: { gridId: town.group.gridId, words: '榕树头小卖部旁' },
        subcategory: '1205',
        name: '何月娥',
        phone: '13800138000',
      },
    }),
  },
  listTickets: {
    ready: async stage => {
      await reported(stage)
      return {
        by: stage.town.leader,
        query: { queue: 'to_assess', limit: '5', scope: `grid:${stage.town.medium.gridId}` },
      }
    },
  },
  countTickets: { ready: ({ town }) => ({ by: town.centre, query: { scope: `grid:${town.medium.gridId}` } }) },
  mapTickets: asked(town => town.centre, { query: { scope: 'town' } }),
  findNearbyTickets: {
    serves: 'public',
    ready: ({ town }) => ({ by: town.visitor, query: { subcategory: '1201', gridId: town.group.gridId } }),
  },
  listMyTickets: {
    ready: async stage => {
      await reported(stage)
      return { by: stage.town.resident, query: { as: 'reporter' } }
    },
  },
  listOpenOrders: {
    ready: async ({ story, town }) => {
      await story.ordered()
      return { by: town.volunteer }
    },
  },
  showTicket: numbered(({ town }) => town.leader, reported),
  showTicketQr: numbered(({ town }) => town.leader, reported),
  suggestDuplicates: numbered(({ town }) => town.leader, reported),
  suggestHolders: numbered(
    ({ town }) => town.leader,
    ({ story }) => story.accepted(),
  ),
  showPublicTicket: { serves: 'public', ...numbered(({ town }) => town.visitor, reported) },
  showFigures: asked(town => town.centre, { query: { from: '2022-01-01', to: '2022-12-31', by: 'month,grid' } }),
}
