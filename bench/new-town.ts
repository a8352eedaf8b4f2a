/**
 * From an empty installation to the first report acknowledged, in a real browser as a person presses (without his reading and
 * thinking): the example town's 16 villages, its 20,000 household points, some 147 small grids and a team of one leader a village and
 * one worker a grid. The seconds are those until the page says that the step is done.
 */

import { filled, townFiles } from '../demo/town-files.ts'
import { desktop, phone } from '../e2e/browser.ts'
import { openNewProduct } from '../e2e/new-town/product.ts'
import * as walk from '../e2e/new-town/steps.ts'
import { type Emit, rounded } from './row.ts'

/** 20,000 households in 147 grids. */
const householdsEach = 136

export async function run(emit: Emit): Promise<void> {
  const files = townFiles()
  const { browser, address, link, close } = await openNewProduct({ own: true })
  let whole = 0
  const timed = async <Result>(step: string, work: () => Promise<Result>, detail?: string): Promise<Result> => {
    const begun = performance.now()
    const result = await work()
    const seconds = (performance.now() - begun) / 1000
    whole += seconds
    const row = { bench: `new-town ${step}`, value: rounded(seconds, 1), unit: 's' }
    emit(detail === undefined ? row : { ...row, detail })
    return result
  }
  try {
    const desk = await browser.newPage({ ...desktop, theme: 'light', locale: 'zh' })
    desk.setDefaultTimeout(60_000)
    await timed('set-up and sign-in', () => walk.setUp(desk, link))
    const villages = filled(await walk.template(desk, '导入村（社区）名单'), files.villages)
    await timed(
      'villages from Excel',
      () => walk.importVillages(desk, { name: '村名单.xlsx', bytes: villages }),
      `${files.villages.length} villages`,
    )
    await timed('outlines from GeoJSON', () =>
      walk.importOutlines(desk, { name: '村界.geojson', bytes: files.outlines }),
    )
    const households = filled(await walk.template(desk, '导入住户位置'), files.households)
    await timed(
      'households from Excel',
      () => walk.importHouseholds(desk, { name: '住户.xlsx', bytes: households }),
      `${files.households.length} places`,
    )
    await timed('small grids proposed', () => walk.propose(desk, householdsEach))
    await timed('adjusted in the editor, saved', () => walk.adjust(desk, '布乾村', '渡头小组'))
    await timed('adopted, in force', () => walk.adopt(desk))
    const { bytes, names } = files.roster(await walk.template(desk, '导入网格队伍'), ['布乾村', '第2网格'])
    const worker = names.get('布乾村 渡头小组')!
    await timed(
      'roster and its posts',
      () => walk.importRoster(desk, { name: '花名册.xlsx', bytes }),
      `${names.size} people with a post each`,
    )
    await timed('the last post given', () => walk.fillPost(desk, '布乾村.*第2网格', worker))
    const leaderPhone = await browser.newPage(phone)
    const workerPhone = await browser.newPage(phone)
    await timed('two invitations, accounts opened', async () => {
      const [toLeader, toWorker] = await walk.invite(desk, [names.get('布乾村 ')!, worker])
      await walk.join(leaderPhone, address, toLeader!)
      await walk.join(workerPhone, address, toWorker!)
    })
    const resident = await browser.newPage(phone)
    await timed('a resident reports', () => walk.report(resident, address, { village: '布乾村', grid: '渡头小组' }))
    await timed('dispatched and acknowledged', async () => {
      await walk.dispatch(leaderPhone, address, worker)
      await walk.acknowledge(workerPhone, address)
    })
    emit({ bench: 'new-town all steps', value: rounded(whole, 1), unit: 's' })
  } finally {
    await close()
  }
}
