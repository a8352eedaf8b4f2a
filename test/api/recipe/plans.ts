import { asked, type Recipes, type Stage } from './recipe.ts'

type Listed = { readonly items: readonly { readonly planId: string }[] }

const begun = async ({ story, town }: Stage): Promise<string> =>
  String((await story.post(town.administrator, '/api/v1/plans', { name: '网格调整', origin: 'today' }))['planId'])
const plan = async (stage: Stage) => ({ params: { planId: await begun(stage) } })
const first = { 'if-match': '"1"' }

/** Plans of the grids; each begins one of its own with today's grids. */
export const planRecipes: Recipes = {
  listPlans: {
    ready: async stage => {
      await begun(stage)
      return { by: stage.town.leader, query: { state: 'draft', limit: '5' } }
    },
  },
  createPlan: asked(town => town.administrator, { body: { name: '只留全镇', origin: 'empty' } }),
  showPlan: { ready: async stage => ({ by: stage.town.centre, ...(await plan(stage)) }) },
  changePlan: {
    ready: async stage => ({
      by: stage.town.administrator,
      ...(await plan(stage)),
      headers: first,
      body: { name: '碧塘村网格调整', note: '先给各村看看' },
    }),
  },
  checkPlan: {
    ready: async stage => {
      const { town } = stage
      const large = town.grids.tree.large
      const grid = { key: 'town', gridId: large.gridId, level: 'large', code: large.code, name: large.name }
      const grids = [{ ...grid, localNames: [], kind: 'town' }]
      return { by: town.administrator, ...(await plan(stage)), body: { division: { grids } } }
    },
  },
  comparePlan: { ready: async stage => ({ by: stage.town.centre, ...(await plan(stage)) }) },
  rebasePlan: {
    ready: async stage => ({ by: stage.town.administrator, ...(await plan(stage)), headers: first, body: {} }),
  },
  adoptPlan: {
    ready: async stage => {
      const { story, town, county } = stage
      // One waits for its day at a time; an earlier spoilt request may have left one.
      const { items } = await story.get<Listed>(town.administrator, '/api/v1/plans?state=adopted')
      for (const { planId } of items) await story.post(town.administrator, `/api/v1/plans/${planId}/withdraw`)
      const effectiveOn = new Date(Date.parse(county.clock.now()) + 8 * 3_600_000).toISOString().slice(0, 10)
      return { by: town.administrator, ...(await plan(stage)), body: { effectiveOn } }
    },
  },
  layOutPlan: { ready: async stage => ({ by: stage.town.administrator, ...(await plan(stage)), body: {} }) },
  withdrawPlan: { ready: async stage => ({ by: stage.town.administrator, ...(await plan(stage)), body: {} }) },
  listPlanComments: {
    ready: async stage => {
      const planId = await begun(stage)
      await stage.story.post(stage.town.leader, `/api/v1/plans/${planId}/comments`, { words: '以水渠为界' })
      return { by: stage.town.centre, params: { planId } }
    },
  },
  commentOnPlan: {
    ready: async stage => ({
      by: stage.town.leader,
      ...(await plan(stage)),
      body: { words: '三组和四组以水渠为界更清楚', gridKey: stage.town.group.gridId },
    }),
  },
  showGridFigures: asked(town => town.centre, { query: { onDay: '2022-09-26' } }),
}
