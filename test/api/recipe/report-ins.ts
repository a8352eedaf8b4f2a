import { asked, type Recipes, type Stage } from './recipe.ts'

type Kind = 'party_member' | 'unit'

function offer({ town }: Stage) {
  return {
    gridId: town.group.gridId,
    skills: ['repair', 'errand'],
    times: ['restday_day'],
    words: '会开拖拉机，农忙可以帮手',
  }
}

/** Said by a member of the team, so that every fuzzed body still meets somebody with a name. */
async function reported(stage: Stage, kind: Kind = 'party_member'): Promise<string> {
  const { county, town } = stage
  const answer = await county.send(town.partyMember, {
    method: 'PUT',
    url: `/api/v1/report-ins/mine/${kind}`,
    body: { ...offer(stage), ...(kind === 'unit' ? { unitName: '东成供电所' } : {}) },
  })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json<{ reportInId: string }>().reportInId
}

/** Withdrawn first, so that what another call confirmed waits for an answer again. */
async function waiting(stage: Stage): Promise<string> {
  const { story, town } = stage
  const before = await reported(stage)
  await story.post(town.partyMember, `/api/v1/report-ins/${before}/withdraw`, {})
  return reported(stage)
}

export const reportInRecipes: Recipes = {
  showMyReportIns: asked(town => town.resident),
  reportIn: {
    ready: async stage => ({ by: stage.town.partyMember, params: { kind: 'party_member' }, body: offer(stage) }),
  },
  listReportIns: {
    ready: async stage => {
      await reported(stage)
      return { by: stage.town.leader, query: { limit: '5', gridId: stage.town.group.gridId } }
    },
  },
  confirmReportIn: {
    ready: async stage => ({ by: stage.town.leader, params: { reportInId: await waiting(stage) } }),
  },
  declineReportIn: {
    ready: async stage => ({
      by: stage.town.leader,
      params: { reportInId: await waiting(stage) },
      body: { answer: '您住的是云河村,请在那边报到' },
    }),
  },
  withdrawReportIn: {
    ready: async stage => ({ by: stage.town.partyMember, params: { reportInId: await reported(stage, 'unit') } }),
  },
  listOrderOffers: {
    ready: async stage => ({ by: stage.town.leader, params: { number: await stage.story.ordered() } }),
  },
  listSuitedOrders: {
    ready: async stage => {
      await stage.story.ordered()
      return { by: stage.town.partyMember }
    },
  },
}
