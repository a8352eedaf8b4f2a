import { form } from '@onegrid/server/team/people-import/fixture/list-file.ts'
import { asked, type Recipes, type Stage } from './recipe.ts'

const hour = 3_600_000
const handout = Buffer.from('%PDF-1.7\n%%EOF')

/** Running at this moment of the county's clock, so that the code on the wall counts. */
function training({ county }: Stage) {
  const now = Date.parse(county.clock.now())
  const at = (ahead: number) => new Date(now + ahead * hour).toISOString()
  return {
    subject: 'mediation',
    title: '邻里纠纷怎么谈',
    startsAt: at(-0.5),
    endsAt: at(1),
    place: '镇政府三楼会议室',
    materials: [{ title: '讲义', link: 'https://example.cn/course' }],
  }
}

async function planned(stage: Stage): Promise<string> {
  const { story, town } = stage
  return String((await story.post(town.centre, '/api/v1/trainings', training(stage)))['trainingId'])
}

async function wallCode(stage: Stage, trainingId: string): Promise<string> {
  const url = `/api/v1/trainings/${trainingId}`
  return (await stage.story.get<{ wallCode: string }>(stage.town.centre, url)).wallCode
}

const ofOne = (by: 'centre' | 'worker', body?: object) => ({
  ready: async (stage: Stage) => ({
    by: stage.town[by],
    params: { trainingId: await planned(stage) },
    ...(body === undefined ? {} : { body }),
  }),
})

async function withFile(stage: Stage) {
  const { county, town } = stage
  const trainingId = await planned(stage)
  const { headers, payload } = form(handout, '讲义.pdf')
  const url = `/api/v1/trainings/${trainingId}/files`
  const answer = await county.send(town.centre, { method: 'POST', url, headers, body: payload })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return { trainingId, fileId: answer.json<{ fileId: string }>().fileId }
}

export const trainingRecipes: Recipes = {
  showTrainingSubjects: asked(town => town.worker),
  changeTrainingSubjects: {
    ready: async ({ county, story, town }) => {
      const url = '/api/v1/training-subjects'
      const { headers } = await county.send(town.administrator, { method: 'GET', url })
      const { subjects } = await story.get<{ subjects: object[] }>(town.administrator, url)
      return { by: town.administrator, headers: { 'if-match': String(headers['etag']) }, body: { subjects } }
    },
  },
  listTrainings: asked(town => town.worker, { query: { when: 'coming', limit: '5' } }),
  showTrainingCoverage: {
    ready: ({ town }) => ({
      by: town.centre,
      query: { from: '2022-01-01', until: '2022-12-31', village: town.medium.gridId },
    }),
  },
  createTraining: { ready: stage => ({ by: stage.town.centre, body: training(stage) }) },
  showTraining: ofOne('worker'),
  editTraining: {
    ready: async stage => ({
      by: stage.town.centre,
      params: { trainingId: await planned(stage) },
      headers: { 'if-match': '"1"' },
      body: { ...training(stage), title: '换个题目' },
    }),
  },
  cancelTraining: ofOne('centre'),
  signUpForTraining: ofOne('worker'),
  withdrawFromTraining: ofOne('worker'),
  listTrainingEntries: ofOne('centre'),
  recordTrainingPresence: {
    ready: async stage => ({
      by: stage.town.centre,
      params: { trainingId: await planned(stage) },
      body: { personIds: [stage.town.worker.personId], present: true },
    }),
  },
  confirmTrainingPresence: {
    ready: async stage => ({
      by: stage.town.worker,
      body: { code: await wallCode(stage, await planned(stage)) },
    }),
  },
  rateTraining: {
    ready: async stage => {
      const { story, town } = stage
      const trainingId = await planned(stage)
      await story.post(town.worker, '/api/v1/trainings/present', { code: await wallCode(stage, trainingId) })
      return { by: town.worker, params: { trainingId }, body: { score: 4, words: '讲得清楚' } }
    },
  },
  showTrainingQr: ofOne('centre'),
  addTrainingFile: {
    ready: async stage => {
      const { headers, payload } = form(handout, '讲义.pdf')
      return { by: stage.town.centre, params: { trainingId: await planned(stage) }, headers, bytes: payload }
    },
  },
  fetchTrainingFile: {
    ready: async stage => ({ by: stage.town.worker, params: await withFile(stage) }),
  },
  removeTrainingFile: {
    ready: async stage => ({ by: stage.town.centre, params: await withFile(stage) }),
  },
}
