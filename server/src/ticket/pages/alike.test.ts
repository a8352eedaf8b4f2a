import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { fill, kindNamed, report } from './fixture/reporting.ts'
import { Visitor } from './fixture/visitor.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const alike = async (words: string, visitor = new Visitor(world.app)) =>
  (await visitor.send('/report/alike', { words })).text

describe('while the sentence is being typed', () => {
  test('given a matter of that kind, then it is shown with place and step, and nothing of its words', async () => {
    const number = await report(world, new Visitor(world.app), { words: '榕树头那盏路灯坏了,我是梁桂芳' })
    const shown = await alike('门口的路灯不亮')
    assert.ok(shown.includes(`href="/t/${number}"`))
    assert.ok(shown.includes(world.biTang.name))
    assert.match(shown, /已收到/)
    assert.doesNotMatch(shown, /梁桂芳|榕树头那盏/)
    assert.equal(await alike('就这里 看图'), '')
    assert.equal(await alike(''), '')
  })

  test('given a place in the sentence, then only what lies there', async () => {
    assert.notEqual(await alike('碧塘的路灯坏了'), '')
    assert.equal(await alike('东瑶村的路灯坏了'), '')
  })

  test('given a matter that is not for everybody’s eyes, then it is not shown', async () => {
    const words = '鸡场味道早上最大,不想让人知道是我讲的'
    const kind = world.catalogue.subcategories.find(each => each.confidentiality === 'neighbourly')!
    const { body } = await world.resident.post('/api/v1/tickets', {
      words,
      subcategory: kind.code,
      place: { gridId: world.group.gridId },
    })
    assert.ok(body['number'])
    const shown = await alike(kind.name.zh)
    assert.ok(!shown.includes(String(body['number'])))
  })

  test('the question has a place for it, and works without', async () => {
    const visitor = new Visitor(world.app)
    const { text } = await visitor.open('/report')
    assert.match(
      text,
      /<section class="alike" data-alike="words" data-alike-at="\/report\/alike" aria-live="polite" hidden>/,
    )
  })
})

test('for a neighbour: a field of the report, not a line in its text', async () => {
  const visitor = new Visitor(world.app)
  await fill(world, visitor, { words: '我代隔壁阿婆讲,她屋顶漏雨床都湿了', kind: kindNamed(world, '路灯') })
  await visitor.send('/report/contact', { phone: '13800000002', behalf: 'yes' })
  assert.match(visitor.text, /替别人反映/)
  const done = await visitor.send('/report/check', { command_id: visitor.field('command_id') })
  assert.equal(done.address, '/report/done')
  const number = /DC-\d{6}-[2-9A-Z]{4}-[2-9A-Z]{5}/.exec(done.text.replace(/<\/?span>/g, ''))![0]
  const page = (await world.leader.get(`/api/v1/tickets/${number}`)).body as {
    words: string
    reporter: { forAnother?: boolean; onBehalfOf?: boolean }
  }
  assert.equal(page.reporter.forAnother, true)
  assert.equal(page.reporter.onBehalfOf, undefined, 'nobody of the team has heard the consent')
  assert.equal(page.words, '我代隔壁阿婆讲,她屋顶漏雨床都湿了')
})
