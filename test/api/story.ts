import assert from 'node:assert/strict'
import { phoneJpeg } from '@onegrid/server/blobs/fixture/samples.ts'
import type { County, Hand, Town } from './county.ts'

/** What residents and staff of one town do until a ticket stands where a recipe needs it. */
export type Story = ReturnType<typeof storyOf>

type Body = Readonly<Record<string, unknown>>
export type Page = {
  readonly ticket: { readonly ticketId: string }
  readonly photos: readonly { readonly photoId: string }[]
  readonly beside: Readonly<Record<string, unknown>>
}

let photoSide = 32

export function storyOf(county: County, town: Town) {
  const { leader, worker, centre, verifier, resident } = town

  async function post(by: Hand, url: string, body: Body = {}): Promise<Record<string, unknown>> {
    const answer = await county.send(by, { method: 'POST', url, body })
    assert.ok(answer.statusCode < 300, `${url}: ${answer.body}`)
    return answer.body === '' ? {} : answer.json()
  }
  const act = (by: Hand, number: string, verb: string, body: Body = {}) =>
    post(by, `/api/v1/tickets/${number}/${verb}`, body)

  const story = {
    post,
    act,
    async get<Answer>(by: Hand, url: string): Promise<Answer> {
      const answer = await county.send(by, { method: 'GET', url })
      assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`)
      return answer.json<Answer>()
    },
    async reported(more: Body = {}, by: Hand = resident): Promise<string> {
      const { number } = await post(by, '/api/v1/tickets', {
        words: '碧塘我们巷口还是烂泥路,落雨天小孩返学要人背',
        place: { gridId: town.group.gridId, words: '榕树头' },
        subcategory: '1201',
        ...more,
      })
      return String(number)
    },
    async accepted(more: Body = {}, by: Hand = resident): Promise<string> {
      const number = await story.reported(more, by)
      await act(leader, number, 'accept')
      return number
    },
    async dispatched(more: Body = {}, by: Hand = resident): Promise<string> {
      const number = await story.accepted(more, by)
      await act(leader, number, 'dispatch', { to: { kind: 'person', personId: worker.personId } })
      return number
    },
    async handling(more: Body = {}, by: Hand = resident): Promise<string> {
      const number = await story.dispatched(more, by)
      await act(worker, number, 'acknowledge')
      return number
    },
    async handled(): Promise<string> {
      const number = await story.handling()
      await act(worker, number, 'complete', { words: '到现场,先铺碎石,列入硬化计划' })
      return number
    },
    async resolved(): Promise<string> {
      const number = await story.handled()
      await act(verifier, number, 'verify', { passed: true })
      return number
    },
    async ordered(): Promise<string> {
      const number = await story.accepted({ subcategory: '1104', words: '水渠给泥堵死了' })
      await act(leader, number, 'issue-order', { need: '清沟加固,要带锄头', needed: 2 })
      return number
    },
    async taken(): Promise<string> {
      const number = await story.ordered()
      await act(town.partyMember, number, 'take-order')
      return number
    },
    async referred(): Promise<string> {
      const number = await story.accepted()
      await act(centre, number, 'refer-outside', {
        outsideBody: town.catalogue.outsideBodies[0]!.code,
        reason: town.catalogue.reasons.referral[0]!.code,
        letter: '此路属县道,请贵单位处理',
      })
      return number
    },
    /** Reported on paper eight weeks ago, typed in today: overdue as soon as the town's clock looks. */
    async overdue(): Promise<string> {
      const happenedAt = new Date(Date.parse(county.clock.now()) - 55 * 86_400_000).toISOString()
      // Not the sub-category of which a known problem is announced elsewhere: that would gather it.
      const number = await story.handling({ happenedAt, source: 'patrol', subcategory: '1204' }, worker)
      await county.settle()
      return number
    },
    /** A photo of the worker's own, uploaded and not yet on any ticket. */
    async photo(by: Hand = worker): Promise<string> {
      photoSide += 2
      const bytes = await phoneJpeg(photoSide, 32)
      const photoId = await story.announcedPhoto(bytes.length, by)
      const sent = await county.send(by, {
        method: 'PATCH',
        url: `/api/v1/photos/${photoId}`,
        headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
        body: bytes,
      })
      assert.equal(sent.statusCode, 204, sent.body)
      return photoId
    },
    async announcedPhoto(length: number, by: Hand = worker): Promise<string> {
      const begun = await county.send(by, {
        method: 'POST',
        url: '/api/v1/photos',
        headers: { 'tus-resumable': '1.0.0', 'upload-length': String(length), 'idempotency-key': '' },
      })
      assert.equal(begun.statusCode, 201, begun.body)
      return String(begun.headers.location).split('/').at(-1) ?? ''
    },
    page: (number: string, by: Hand = centre): Promise<Page> => story.get<Page>(by, `/api/v1/tickets/${number}`),
    inDays: (days: number): string => new Date(Date.parse(county.clock.now()) + days * 86_400_000).toISOString(),
  }
  return story
}
