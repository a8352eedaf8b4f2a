import { asked, type Recipes, type Stage } from './recipe.ts'

const wish = { kind: 'typhoon', level: 3, title: '防台风' }

/** On, whether or not an earlier recipe left it on. */
async function on({ county, town }: Stage): Promise<void> {
  await county.send(town.duty, { method: 'POST', url: '/api/v1/emergency', body: wish })
}
async function off({ county, town }: Stage): Promise<void> {
  await county.send(town.duty, { method: 'POST', url: '/api/v1/emergency/end', body: {} })
}

/** The duty officer stands on the first, the centre is free. */
async function rostered({ county, town }: Stage, day: string): Promise<void> {
  const entries = [{ day, personId: town.duty.personId }]
  await county.send(town.administrator, {
    method: 'PUT',
    url: '/api/v1/roster',
    body: { from: day, until: day, entries },
  })
}

export const emergencyRecipes: Recipes = {
  showEmergency: asked(town => town.worker),
  startEmergency: {
    ready: async stage => {
      await off(stage)
      return { by: stage.town.duty, body: wish }
    },
  },
  changeEmergencyLevel: {
    ready: async stage => {
      await on(stage)
      return { by: stage.town.duty, body: { level: 2 } }
    },
  },
  endEmergency: {
    ready: async stage => {
      await on(stage)
      return { by: stage.town.duty }
    },
  },
  sayOfVillage: {
    ready: async stage => {
      await on(stage)
      return {
        by: stage.town.leader,
        params: { gridId: stage.town.medium.gridId },
        body: { patrolled: true, water: 'cut', power: 'running', road: 'unknown', help: 2, note: '桥头水浸' },
      }
    },
  },
  listDutySwaps: asked(town => town.duty),
  askDutySwap: {
    ready: async stage => {
      await rostered(stage, '2022-11-01')
      return { by: stage.town.duty, body: { day: '2022-11-01', withPersonId: stage.town.centre.personId } }
    },
  },
  answerDutySwap: {
    ready: async stage => {
      const { story, town } = stage
      await rostered(stage, '2022-11-02')
      const body = { day: '2022-11-02', withPersonId: town.centre.personId }
      const { swapId } = await story.post(town.duty, '/api/v1/duty-swaps', body)
      return { by: town.centre, params: { swapId: String(swapId) }, body: { accept: true } }
    },
  },
}
