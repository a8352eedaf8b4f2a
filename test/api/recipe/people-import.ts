import { form, plainFile } from '@onegrid/server/team/people-import/fixture/list-file.ts'
import { freshPhone } from './people.ts'
import type { Recipes, Stage } from './recipe.ts'

let counted = 0
/** Invented names, each once: a name that the town knows would be asked about. */
const freshName = () => {
  counted += 1
  const letter = (place: number) => '子丑寅卯辰巳午未申酉戌亥'[Math.floor(counted / 12 ** place) % 12]!
  return `丙${letter(1)}${letter(0)}`
}
const list = ({ town }: Stage, ...villages: readonly string[]) =>
  plainFile(
    ...[town.medium.name, ...villages].map((village, at) => [
      at + 1,
      freshName(),
      freshPhone(),
      village,
      town.group.name,
      '网格员',
      '2022.1.1',
    ]),
  )

async function opened(stage: Stage, ...villages: readonly string[]): Promise<{ readonly importId: string }> {
  const { county, town } = stage
  const { headers, payload } = form(list(stage, ...villages))
  const answer = await county.send(town.administrator, {
    method: 'POST',
    url: '/api/v1/people-imports',
    headers,
    body: payload,
  })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return { importId: answer.json<{ importId: string }>().importId }
}

async function ran(stage: Stage, ...villages: readonly string[]): Promise<{ readonly importId: string }> {
  const { county, town } = stage
  const params = await opened(stage, ...villages)
  const url = `/api/v1/people-imports/${params.importId}/run`
  const answer = await county.send(town.administrator, { method: 'POST', url, headers: { 'if-match': '"1"' } })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return params
}

const administrator = ({ town }: Stage) => town.administrator
const seen = { 'if-match': '"1"' }

/** Lists of people on their way into the team, and the team on its way out. */
export const peopleImportRecipes: Recipes = {
  openPeopleImport: {
    ready(stage) {
      const { headers, payload } = form(list(stage))
      return { by: administrator(stage), headers, bytes: payload }
    },
  },
  listPeopleImports: { ready: async stage => ({ by: administrator(stage), query: { limit: '5' } }) },
  showPeopleImport: {
    ready: async stage => ({ by: administrator(stage), params: await opened(stage), query: { rows: 'all' } }),
  },
  changePeopleImport: {
    ready: async stage => ({
      by: administrator(stage),
      params: await opened(stage),
      headers: seen,
      body: { rows: [{ place: 0, cells: [{ field: 'phone', text: freshPhone() }] }] },
    }),
  },
  runPeopleImport: {
    ready: async stage => ({ by: administrator(stage), params: await opened(stage), headers: seen }),
  },
  continuePeopleImport: {
    ready: async stage => ({ by: administrator(stage), params: await ran(stage, '没有这个村') }),
  },
  undoPeopleImport: { ready: async stage => ({ by: administrator(stage), params: await ran(stage) }) },
  discardPeopleImport: { ready: async stage => ({ by: administrator(stage), params: await opened(stage) }) },
  // As a workbook: the other town's CSV would rightly show what the test itself has said there (createPerson with our mark).
  exportPeople: { ready: stage => ({ by: administrator(stage), body: { format: 'xlsx' } }) },
  invitePeople: {
    async ready(stage) {
      const { personId } = await stage.story.post(administrator(stage), '/api/v1/people', { name: freshName() })
      return { by: administrator(stage), body: { personIds: [String(personId)] } }
    },
  },
}
