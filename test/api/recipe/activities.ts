import { asked, type Recipes, type Stage } from './recipe.ts'

const hour = 3_600_000

function activity({ county, town }: Stage) {
  const at = (ahead: number) => new Date(Date.parse(county.clock.now()) + ahead * hour).toISOString()
  return {
    name: '国庆清水圳',
    gridId: town.group.gridId,
    place: '祠堂前集合',
    startsAt: at(48),
    endsAt: at(51),
    skills: ['repair'],
    wanted: 500,
  }
}

async function planned(stage: Stage): Promise<string> {
  const { story, town } = stage
  return String((await story.post(town.leader, '/api/v1/activities', activity(stage)))['activityId'])
}

/** A Party member who reported in and was confirmed, once. */
async function helping({ county, story, town }: Stage): Promise<void> {
  const { items } = await story.get<{ items: { state: string; kind: string }[] }>(
    town.partyMember,
    '/api/v1/report-ins/mine',
  )
  if (items.some(each => each.state === 'confirmed')) return
  const answer = await county.send(town.partyMember, {
    method: 'PUT',
    url: '/api/v1/report-ins/mine/party_member',
    body: { gridId: town.group.gridId, skills: ['repair'], times: [] },
  })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  const { reportInId } = answer.json<{ reportInId: string }>()
  await story.post(town.leader, `/api/v1/report-ins/${reportInId}/confirm`, {})
}

const ofLeader = {
  ready: async (stage: Stage) => ({ by: stage.town.leader, params: { activityId: await planned(stage) } }),
}

export const activityRecipes: Recipes = {
  createActivity: { ready: stage => ({ by: stage.town.leader, body: activity(stage) }) },
  listActivities: asked(town => town.leader, { query: { limit: '5' } }),
  withdrawActivity: ofLeader,
  listActivityOffers: ofLeader,
  askActivityHelper: {
    ready: async stage => {
      await helping(stage)
      return {
        by: stage.town.leader,
        params: { activityId: await planned(stage) },
        body: { personId: stage.town.partyMember.personId },
      }
    },
  },
  listSuitedActivities: {
    ready: async stage => {
      await helping(stage)
      await planned(stage)
      return { by: stage.town.partyMember }
    },
  },
  joinActivity: {
    ready: async stage => {
      await helping(stage)
      return { by: stage.town.partyMember, params: { activityId: await planned(stage) } }
    },
  },
  leaveActivity: {
    ready: async stage => {
      const { story, town } = stage
      await helping(stage)
      const activityId = await planned(stage)
      await story.post(town.partyMember, `/api/v1/activities/${activityId}/join`, {})
      return { by: town.partyMember, params: { activityId } }
    },
  },
}
