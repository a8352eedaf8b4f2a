import { phoneJpeg } from '@onegrid/server/blobs/fixture/samples.ts'
import { readChannels, saveChannel, switchOnDemoPhone } from '@onegrid/server/notice/channel.ts'
import type { Hand } from '../county.ts'
import { freshPhone, keyholder } from './people.ts'
import { asked, type Recipes, type Stage } from './recipe.ts'

type Channels = { readonly items: readonly { readonly kind: string; readonly version: number }[] }

const etagOf = async ({ county, town }: Stage, url: string): Promise<string> =>
  String((await county.send(town.administrator, { method: 'GET', url })).headers['etag'])
const channelTag = async ({ story, town }: Stage, kind: string): Promise<string> => {
  const { items } = await story.get<Channels>(town.administrator, '/api/v1/channels')
  return `"${items.find(each => each.kind === kind)?.version ?? 0}"`
}
/** Mail that leads nowhere: what is sent waits in its row. */
async function withMail({ county, town }: Stage): Promise<void> {
  const settings = { host: '127.0.0.1', port: 9, from: 'notice@example.cn', secure: true }
  await county.database.write(town.tenantId, async tx => {
    const seen = (await readChannels(tx)).find(each => each.kind === 'email')?.version ?? 0
    await saveChannel(tx, { kind: 'email', enabled: true, settings, seen, by: null, now: county.clock.now() })
  })
}

async function emailCode(stage: Stage, by: Hand): Promise<string> {
  const { county, story, town } = stage
  await withMail(stage)
  const email = `${freshPhone()}@example.cn`
  await story.post(by, '/api/v1/me/email', { email })
  const rows = await county.database.read(town.tenantId, tx =>
    tx.query<{ sealed: string }>('select sealed::text as sealed from delivery where tenant_id = $1', [tx.tenantId]),
  )
  return /(\d{6}),/.exec(rows.find(row => row.sealed?.includes(email))?.sealed ?? '')?.[1] ?? ''
}

const tus = { 'tus-resumable': '1.0.0', 'idempotency-key': '' }

/** Grids, catalogue, calendar, channels, inbox, photos, audit trail. */
export const townRecipes: Recipes = {
  showGrids: asked(town => town.visitor, {}, 'public'),
  showGridOutlines: asked(town => town.visitor, { query: { level: 'medium' } }, 'public'),
  locateGrid: asked(town => town.visitor, { query: { lon: '112.2', lat: '22.6', source: 'gcj02' } }, 'public'),
  listLandmarks: asked(town => town.visitor, { query: { limit: '5' } }, 'public'),
  listUnits: asked(town => town.worker),
  showSupplyAreas: asked(town => town.worker),
  changeSupplyAreas: {
    ready: async stage => ({
      by: stage.town.administrator,
      headers: { 'if-match': await etagOf(stage, '/api/v1/supply-areas') },
      body: { items: [{ utility: 'water', name: '东瑶水厂', gridIds: [stage.town.group.gridId] }] },
    }),
  },
  showMapSettings: asked(town => town.visitor, {}, 'public'),
  showCalendar: asked(town => town.visitor, { query: { year: '2022' } }, 'public'),
  changeCalendar: {
    ready: async stage => ({
      by: stage.town.administrator,
      params: { year: '2027' },
      headers: { 'if-match': await etagOf(stage, '/api/v1/calendar') },
      body: { days: [{ day: '2027-02-05', kind: 'off', note: '春节' }], decreed: false },
    }),
  },
  showCatalogue: asked(town => town.visitor, {}, 'public'),
  showFullCatalogue: asked(town => town.worker),
  publishCatalogue: {
    ready: async stage => ({
      by: stage.town.administrator,
      headers: { 'if-match': await etagOf(stage, '/api/v1/catalogue/full') },
      body: {
        catalogue: await stage.story.get<object>(stage.town.administrator, '/api/v1/catalogue/full'),
        note: '没有改动,只是再发布一次',
      },
    }),
  },
  checkCatalogue: {
    ready: async ({ story, town }) => ({
      by: town.administrator,
      body: { catalogue: await story.get<object>(town.administrator, '/api/v1/catalogue/full') },
    }),
  },
  listCatalogueVersions: asked(town => town.worker),
  showCatalogueVersion: asked(town => town.worker, { params: { version: '1' } }),
  listAuditTrail: asked(town => town.administrator, { query: { limit: '5', kind: 'ticket' } }),
  listSensitiveReads: asked(town => town.administrator),

  listNotices: {
    ready: async ({ county, story, town }) => {
      await story.dispatched()
      await county.settle()
      return { by: town.worker, query: { unread: 'true' } }
    },
  },
  markNoticeRead: {
    ready: async ({ county, story, town }) => {
      await story.dispatched()
      await county.settle()
      const { items } = await story.get<{ items: { noticeId: string }[] }>(town.worker, '/api/v1/notices')
      return { by: town.worker, params: { noticeId: items[0]?.noticeId ?? '' } }
    },
  },
  markAllNoticesRead: { ready: ({ county, town }) => ({ by: town.worker, body: { upTo: county.clock.now() } }) },
  showOwnContact: asked(town => town.worker),
  requestEmail: {
    ready: async stage => {
      await withMail(stage)
      return { by: await keyholder(stage), body: { email: `${freshPhone()}@example.cn` } }
    },
  },
  confirmEmail: {
    ready: async stage => {
      const by = await keyholder(stage)
      return { by, body: { code: await emailCode(stage, by) } }
    },
  },
  forgetEmail: { ready: async stage => ({ by: await keyholder(stage) }) },
  chooseLanguage: {
    ready: async stage => ({ by: await keyholder(stage), body: { language: 'en' } }),
  },
  listChannels: asked(town => town.administrator),
  saveWebhookChannel: {
    ready: async stage => ({
      by: stage.town.administrator,
      headers: { 'if-match': await channelTag(stage, 'webhook') },
      body: { enabled: false, url: 'https://sms.example.cn/onegrid', secret: 'an-example-secret-of-the-gateway' },
    }),
  },
  saveEmailChannel: {
    ready: async stage => ({
      by: stage.town.administrator,
      headers: { 'if-match': await channelTag(stage, 'email') },
      body: { enabled: false, host: 'smtp.example.cn', port: 465, from: 'notice@example.cn', secure: true },
    }),
  },
  testChannel: {
    ready: async ({ county, town }) => {
      await county.database.write(town.tenantId, tx => switchOnDemoPhone(tx, county.clock.now()))
      return { by: town.administrator, params: { kind: 'demo_phone' }, body: { to: '13800138000' } }
    },
  },
  followLive: { stream: true, ready: ({ town }) => ({ by: town.worker }) },

  beginPhotoUpload: {
    serves: 'public',
    ready: ({ town }) => ({ by: town.visitor, headers: { ...tus, 'upload-length': '1000' } }),
  },
  continuePhotoUpload: {
    ready: async ({ story, town }) => {
      const bytes = await phoneJpeg(64, 32)
      return {
        by: town.worker,
        params: { photoId: await story.announcedPhoto(bytes.length) },
        headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
        bytes,
      }
    },
  },
  endPhotoUpload: {
    ready: async ({ story, town }) => ({ by: town.worker, params: { photoId: await story.photo() }, headers: tus }),
  },
  askPhotoUpload: {
    ready: async ({ story, town }) => ({
      by: town.worker,
      params: { photoId: await story.announcedPhoto(1000) },
      headers: tus,
    }),
  },
  viewPhoto: { ready: async ({ story, town }) => ({ by: town.worker, params: { photoId: await story.photo() } }) },
  viewPhotoThumbnail: {
    ready: async ({ story, town }) => ({ by: town.worker, params: { photoId: await story.photo() } }),
  },
}
