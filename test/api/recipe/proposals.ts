import { setTimeout as pause } from 'node:timers/promises'
import type { Recipes, Stage } from './recipe.ts'

const weights = { households: 70, area: 30, compactness: 50 }
const wishesOf = ({ town }: Stage) => ({ villageIds: [town.medium.gridId], count: 4, weights })
type Started = { readonly proposalId: string }

async function ended({ story, town }: Stage, proposalId: string): Promise<string> {
  for (;;) {
    const { state } = await story.get<{ state: string }>(town.administrator, `/api/v1/proposals/${proposalId}`)
    if (state !== 'running') return state
    await pause(50)
  }
}

/** One of a town at a time: what another recipe began is waited for. */
async function begun(stage: Stage, count = 4): Promise<{ readonly proposalId: string }> {
  const { county, town } = stage
  const body = { ...wishesOf(stage), count }
  for (let tries = 0; ; tries++) {
    await settled(stage)
    const answer = await county.send(town.administrator, { method: 'POST', url: '/api/v1/proposals', body })
    if (answer.statusCode === 202) return { proposalId: answer.json<Started>().proposalId }
    // Somebody else of the same walk was quicker.
    if (tries === 20 || answer.json<{ code?: string }>().code !== 'proposal_running') throw new Error(answer.body)
    await pause(100)
  }
}

async function settled(stage: Stage): Promise<void> {
  const { items } = await stage.story.get<{ items: readonly Started[] }>(
    stage.town.administrator,
    '/api/v1/proposals?limit=1',
  )
  const last = items[0]
  if (last !== undefined) await ended(stage, last.proposalId)
}

async function done(stage: Stage): Promise<{ readonly proposalId: string }> {
  const params = await begun(stage)
  const state = await ended(stage, params.proposalId)
  if (state !== 'done') throw new Error(`The proposal is ${state}.`)
  return params
}

const file = (text: string) => {
  const edge = '----onegrid-households'
  const head = `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="households.csv"\r\nContent-Type: text/csv\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    bytes: Buffer.from(`${head}${text}\r\n--${edge}--\r\n`),
  }
}
const households = file('lon,lat,households,people\n112.2831042,22.7204118,1,4')

/** Proposals of small grids, and what they are made from. */
export const proposalRecipes: Recipes = {
  proposeDivision: {
    ready: async stage => {
      await settled(stage)
      return { by: stage.town.administrator, body: wishesOf(stage) }
    },
  },
  listProposals: { ready: ({ town }) => ({ by: town.administrator, query: { limit: '5' } }) },
  showProposal: { ready: async stage => ({ by: stage.town.administrator, params: await done(stage) }) },
  // Many grids take long enough to be stopped, also by a slow asker.
  cancelProposal: { ready: async stage => ({ by: stage.town.administrator, params: await begun(stage, 60) }) },
  keepProposal: {
    ready: async stage => ({
      by: stage.town.administrator,
      params: await done(stage),
      body: { manner: 'balanced', name: '2022年网格调整' },
    }),
  },
  showHouseholds: { ready: ({ town }) => ({ by: town.administrator }) },
  readHouseholdFile: { ready: ({ town }) => ({ by: town.administrator, query: { source: 'gcj02' }, ...households }) },
  importHouseholds: { ready: ({ town }) => ({ by: town.administrator, query: { source: 'gcj02' }, ...households }) },
  undoHouseholds: {
    ready: async ({ county, town }) => {
      const { headers, bytes } = households
      const url = '/api/v1/households/import?source=wgs84'
      const answer = await county.send(town.administrator, { method: 'POST', url, headers, body: bytes })
      if (answer.statusCode !== 201) throw new Error(answer.body)
      return { by: town.administrator }
    },
  },
  showBarriers: { ready: ({ town }) => ({ by: town.administrator }) },
  changeBarriers: {
    ready: async ({ county, town }) => {
      const answer = await county.send(town.administrator, { method: 'GET', url: '/api/v1/barriers' })
      const line = [
        [112.2831042, 22.7204118],
        [112.2931042, 22.7304118],
      ]
      return {
        by: town.administrator,
        headers: { 'if-match': String(answer.headers['etag']) },
        body: { items: [{ kind: 'river', name: '新兴江', line }] },
      }
    },
  },
}
