import { asked, type Recipes, type Stage } from './recipe.ts'

const tagOf = async ({ county, town }: Stage, url: string): Promise<string> =>
  String((await county.send(town.administrator, { method: 'GET', url })).headers['etag'])

async function colleague({ story, town }: Stage, kind = 'volunteer', gridId = town.group.gridId): Promise<Seated> {
  const made = await story.post(town.administrator, '/api/v1/people', { name: `${town.mark}同事` })
  const personId = String(made['personId'])
  const { postId } = await story.post(town.administrator, '/api/v1/posts', { personId, kind, gridId })
  return { personId, postId: String(postId) }
}
type Seated = { readonly personId: string; readonly postId: string }

async function leave(stage: Stage): Promise<string> {
  const away = await colleague(stage)
  const standIn = await colleague(stage)
  const made = await stage.story.post(stage.town.administrator, '/api/v1/leaves', {
    ...wish,
    personId: away.personId,
    substituteId: standIn.personId,
  })
  return String(made['leaveId'])
}
const wish = { from: '2022-11-01', until: '2022-11-03', handOver: true, comeBack: true }

async function handover(stage: Stage): Promise<string> {
  const goes = await colleague(stage)
  const next = await colleague(stage)
  const url = `/api/v1/posts/${goes.postId}/end`
  const ended = await stage.story.post(stage.town.administrator, url, { handOverTo: next.personId })
  return String(ended['handoverId'])
}

/** Kinds of posts, and what hangs on posts: leaves, handovers, elections, Party groups, coverage, contacts. */
export const postRecipes: Recipes = {
  listPostKinds: asked(town => town.worker),
  changePostKinds: {
    ready: async stage => {
      const { items } = await stage.story.get<{ items: object[] }>(stage.town.administrator, '/api/v1/post-kinds')
      return {
        by: stage.town.administrator,
        headers: { 'if-match': await tagOf(stage, '/api/v1/post-kinds') },
        body: { items },
      }
    },
  },
  listLeaves: asked(town => town.centre, { query: { limit: '5', current: 'true' } }),
  makeLeave: {
    ready: async stage => ({
      by: stage.town.administrator,
      body: {
        ...wish,
        personId: (await colleague(stage)).personId,
        substituteId: (await colleague(stage)).personId,
      },
    }),
  },
  endLeave: {
    ready: async stage => ({
      by: stage.town.administrator,
      params: { leaveId: await leave(stage) },
      body: {},
    }),
  },
  listOpenMatters: {
    ready: async stage => {
      const { personId, postId } = await colleague(stage)
      return { by: stage.town.administrator, params: { personId }, query: { postId } }
    },
  },
  listHandovers: {
    ready: async stage => {
      await handover(stage)
      return { by: stage.town.administrator, query: { limit: '5' } }
    },
  },
  showHandover: {
    ready: async stage => ({ by: stage.town.administrator, params: { handoverId: await handover(stage) } }),
  },
  changeVillagePosts: {
    ready: async stage => {
      const village = stage.town.group.parentId ?? ''
      const before = await colleague(stage, 'medium_leader', village)
      const after = await colleague(stage)
      return {
        by: stage.town.administrator,
        params: { gridId: village },
        body: { day: '2023-01-01', changes: [{ postId: before.postId, personId: after.personId }] },
      }
    },
  },
  listPartyGroups: asked(town => town.centre),
  changePartyGroups: {
    ready: async stage => ({
      by: stage.town.administrator,
      headers: { 'if-match': await tagOf(stage, '/api/v1/party-groups') },
      body: { items: [{ name: '第一网格党小组', gridIds: [stage.town.group.gridId] }] },
    }),
  },
  showCoverage: asked(town => town.centre, { query: { onDay: '2022-09-26' } }),
  listContacts: {
    ready: ({ town }) => ({ by: town.worker, params: { gridId: town.group.gridId } }),
  },
}
