import { randomUUID } from 'node:crypto'
import { formOf } from '@onegrid/server/grid/import/fixture/form.ts'
import { asked, type Call, type Recipes, type Stage } from './recipe.ts'

const list = '编码,名称\n445321105901,新塘村民委员会\n445321105902,白石村民委员会\n'
const twins = list.replace('白石', '新塘')

const sending = (text = list): Pick<Call, 'bytes' | 'headers'> => {
  const { payload, contentType } = formOf('villages.csv', Buffer.from(text))
  return { bytes: payload, headers: { 'content-type': contentType } }
}

/** An import of two villages by their names. */
const opened = async ({ county, town }: Stage, text?: string): Promise<string> => {
  const { bytes, headers } = sending(text)
  const answer = await county.send(town.administrator, {
    method: 'POST',
    url: '/api/v1/grid-imports',
    headers: { ...headers, 'idempotency-key': randomUUID() },
    body: bytes as Buffer,
  })
  return String((answer.json() as { importId: string }).importId)
}
const kept = async (stage: Stage, text?: string) => ({
  by: stage.town.administrator,
  params: { importId: await opened(stage, text) },
})
const first = { 'if-match': '"1"' }

/** Files of grids, in and out. */
export const gridFileRecipes: Recipes = {
  openGridImport: { ready: ({ town }) => ({ by: town.administrator, ...sending() }) },
  addGridImportFile: { ready: async stage => ({ ...(await kept(stage)), ...sending() }) },
  listGridImports: { ready: async stage => ({ by: (await kept(stage)).by, query: { limit: '5' } }) },
  showGridImport: { ready: kept },
  showGridImportOutlines: { ready: kept },
  changeGridImport: {
    ready: async stage => ({
      ...(await kept(stage)),
      headers: first,
      body: { others: 'keep', sources: [{ sourceId: 's1', level: 'medium', leftOut: [3] }] },
    }),
  },
  repairGridImport: {
    ready: async stage => ({ ...(await kept(stage, twins)), headers: first, body: { repairs: ['rename'] } }),
  },
  undoGridImport: { ready: async stage => ({ ...(await kept(stage)), headers: first, body: {} }) },
  planFromGridImport: {
    ready: async stage => ({ ...(await kept(stage)), headers: first, body: { name: '按名单建网格' } }),
  },
  discardGridImport: { ready: async stage => ({ ...(await kept(stage)), body: {} }) },
  exportGrids: asked(town => town.centre, { query: { format: 'geojson' } }),
}
