/**
 * A town in which everything personal has been said: reports with name and number, on behalf, anonymous, sensitive, about
 * cadres, with photos, notes, a revealed number. What must not come out is in `secrets`.
 */
import type { County, Hand, Town } from '../api/county.ts'
import { storyOf } from '../api/story.ts'

export const reporter = { name: '冯桂珠', phone: '13911112222' }
const second = { name: '邬长庚', phone: '13922223333' }

/** Told once each, so that whatever finds one of them knows where it came from. */
export const said = {
  open: '桥头护栏撞断一截骑摩托好危险',
  neighbourly: '鸡场味道早上最大不想让人知道是我讲的',
  sensitive: '低保表交两个月没回音想知到哪步',
  cadre: '补助名单没有公示想问村里怎么发的',
  note: '电话问过她女儿说在外打工',
  result: '会同水站测压已换管',
}

export type RichTown = Awaited<ReturnType<typeof tellRichStory>>

export async function tellRichStory(county: County, town: Town) {
  const story = storyOf(county, town)
  const { visitor, leader, worker, centre, verifier, resident, waterClerk } = town
  const place = { gridId: town.group.gridId, words: '冯屋第三间旁' }
  const from = (who: { name: string; phone: string }) => ({ ...who, place })

  const open = await story.reported({ words: said.open, subcategory: '1203', ...from(reporter) }, visitor)
  await story.act(leader, open, 'accept')
  await story.act(leader, open, 'dispatch', { to: { kind: 'person', personId: worker.personId } })
  await story.act(worker, open, 'acknowledge')
  await story.act(worker, open, 'record-contact', { reached: true, words: said.note })
  await story.act(worker, open, 'note', { words: said.note, photos: [await story.photo()] })
  await story.act(worker, open, 'reveal-reporter', { reason: '约上门时间' })
  await story.act(worker, open, 'complete', { words: said.result })
  await story.act(verifier, open, 'verify', { passed: true })

  const neighbourly = await story.reported(
    { words: said.neighbourly, subcategory: '2002', passWithoutName: true, ...from(reporter) },
    visitor,
  )
  await story.act(leader, neighbourly, 'accept')
  await story.act(leader, neighbourly, 'dispatch', {
    to: { kind: 'unit', unitId: town.unit('water').unitId, assisting: [] },
  })
  await story.act(waterClerk, neighbourly, 'acknowledge')

  const sensitive = await story.reported({ words: said.sensitive, subcategory: '1404', ...from(second) }, visitor)
  await story.act(leader, sensitive, 'accept')
  await story.act(leader, sensitive, 'note', { words: said.note })

  const cadre = await story.reported({ words: said.cadre, aboutStaff: true, ...from(second) }, visitor)
  await story.act(centre, cadre, 'note', { words: said.note, photos: [await story.photo(centre)] })

  const onBehalf = await story.reported(
    {
      words: '我代隔壁阿婆讲屋顶漏雨床都湿了',
      subcategory: '1902',
      source: 'on_behalf',
      consent: 'spoken',
      ...from(second),
    },
    worker,
  )
  const hotline = await story.reported(
    {
      words: '泥头车天天掉泥一路灰',
      subcategory: '1207',
      source: 'hotline',
      foreign: { system: '12345', number: '2022-9-1' },
      ...from(second),
    },
    centre,
  )
  await story.act(centre, hotline, 'write-back', { answer: '已请公路部门清扫' })
  const referred = await story.referred()
  const order = await story.ordered()
  await story.act(town.partyMember, order, 'take-order')
  const own = await story.resolved()
  await story.act(resident, own, 'rate', { score: 2, words: '来得太慢' })
  await story.act(resident, own, 'reopen', { words: '不过今天又有点返水' })
  const gone = await story.reported()
  await story.act(leader, gone, 'merge', { into: own })
  await county.settle()
  return { open, neighbourly, sensitive, cadre, onBehalf, hotline, referred, order, own, gone }
}

export const secrets: readonly string[] = [reporter, second].flatMap(({ name, phone }) => [name, phone, `+86${phone}`])
export const freeText: readonly string[] = [...Object.values(said), '冯屋', '约上门时间', '来得太慢']

/** Everybody of the town by the name of his seat. */
export function everybody(town: Town): readonly (readonly [name: string, hand: Hand])[] {
  return Object.entries(town.people)
}
