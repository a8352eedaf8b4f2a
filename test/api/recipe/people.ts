import { createHmac } from 'node:crypto'
import { makeSetUpLink } from '@onegrid/server/account/set-up.ts'
import { switchOnDemoPhone } from '@onegrid/server/notice/channel.ts'
import { cookiesOf, type Hand, password } from '../county.ts'
import { asked, type Recipes, type Stage } from './recipe.ts'

let counted = 0
const fresh = () => {
  counted += 1
  return String(counted)
}
/** Invented mobile numbers, each asked once: a number is limited in how often it gets a code. */
export const freshPhone = () => `139${fresh().padStart(8, '0')}`
const letters = () => {
  const number = Number(fresh())
  return `T${[number / 676, number / 26, number].map(part => String.fromCharCode(65 + (Math.floor(part) % 26))).join('')}`
}
const newTown = () => ({
  town: { name: '新镇', code: letters(), zone: 'Asia/Shanghai', hostName: `new-${fresh()}.example` },
  administrator: { name: '新管理员', username: `new-${fresh()}`, password },
})

const furtherTown = () => ({
  town: newTown().town,
  template: 'village',
  administrators: [{ name: '新管理员甲' }, { name: '新管理员乙' }],
})

async function foundedTown({ county, story }: Pick<Stage, 'county' | 'story'>): Promise<string> {
  return String((await story.post(county.ours.administrator, '/api/v1/towns', furtherTown()))['code'])
}

/** Somebody with a user name and password of his own, signed in. */
export async function keyholder({ county, story, town }: Stage): Promise<Hand & { readonly username: string }> {
  const username = `key-${fresh()}`
  const { link, code, personId } = await invitation({ county, story, town })
  await story.post(town.visitor, '/api/v1/invitations/accept', { link, code, username, password })
  return { ...(await signIn({ county, story, town }, username)), personId, username }
}

async function signIn({ county, town }: Stage, username: string): Promise<Hand> {
  const body = { username, password }
  const answer = await county.send(town.visitor, { method: 'POST', url: '/api/v1/sessions', body })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return { host: town.host, cookie: cookiesOf(answer), personId: '' }
}

async function someone({ story, town }: Stage, more: object = {}): Promise<string> {
  const made = await story.post(town.administrator, '/api/v1/people', { name: `${town.mark}新人`, ...more })
  return String(made['personId'])
}

async function invitation(stage: Stage): Promise<{ link: string; code: string; personId: string }> {
  const personId = await someone(stage)
  const made = await stage.story.post(stage.town.administrator, `/api/v1/people/${personId}/invitations`)
  return { link: String(made['link']), code: String(made['code']), personId }
}

async function preparedTotp(stage: Stage): Promise<{ holder: Hand; code: string }> {
  const holder = await keyholder(stage)
  const { uri } = await stage.story.post(holder, '/api/v1/account/totp', { password })
  return { holder, code: totpNow(new URL(String(uri)).searchParams.get('secret') ?? '') }
}

/** RFC 6238 with the usual 30 seconds and six digits; the sign-in library counts in the machine's own time. */
export function totpNow(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/=+$/, '')].map(each => alphabet.indexOf(each).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE(mac[19]! & 0xf) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

const person = async (stage: Stage, more: object = {}) => ({ personId: await someone(stage, more) })
const administrator = ({ town }: Stage) => town.administrator

/** Accounts, sessions, people, posts, roster. */
export const peopleRecipes: Recipes = {
  setUp: {
    serves: 'host',
    async ready({ county, town }) {
      // Otherwise only the first town of an installation could be tried, once.
      await county.database.host(tx => tx.query('update setup set finished_at = null'))
      return { by: town.visitor, body: { link: await makeSetUpLink(county.ports), ...newTown() } }
    },
  },
  listTowns: { ready: ({ county }) => ({ by: county.ours.administrator, query: { limit: '2' } }) },
  addTown: {
    ready({ county }) {
      return { by: county.ours.administrator, body: furtherTown() }
    },
  },
  // Towns of their own: nobody would find the county's two any more after an address was spoilt.
  changeTownAddress: {
    async ready({ county, story }) {
      const body = { hostName: `moved-${fresh()}.example` }
      return { by: county.ours.administrator, params: { code: await foundedTown({ county, story }) }, body }
    },
  },
  inviteTownAdministrators: {
    async ready({ county, story }) {
      return { by: county.ours.administrator, params: { code: await foundedTown({ county, story }) } }
    },
  },
  signIn: {
    serves: 'host',
    ready: ({ town }) => ({ by: town.visitor, body: { username: town.username, password } }),
  },
  requestCode: { serves: 'host', ready: ({ town }) => ({ by: town.visitor, body: { phone: freshPhone() } }) },
  signInWithCode: {
    serves: 'host',
    async ready({ county, story, town }) {
      const phone = freshPhone()
      await county.database.write(town.tenantId, tx => switchOnDemoPhone(tx, county.clock.now()))
      await story.post(town.visitor, '/api/v1/sessions/code', { phone })
      const rows = await county.database.read(town.tenantId, tx =>
        tx.query<{ sent: object }>('select to_jsonb(delivery) as sent from delivery where tenant_id = $1', [
          tx.tenantId,
        ]),
      )
      const sent = rows.map(row => JSON.stringify(row.sent)).find(each => each.includes(phone))
      return { by: town.visitor, body: { phone, code: /验证码(\d{6})/.exec(sent ?? '')?.[1] ?? '' } }
    },
  },
  signOut: { serves: 'host', ready: async stage => ({ by: await keyholder(stage) }) },
  listSessions: asked(town => town.administrator, {}, 'account'),
  endSession: {
    serves: 'account',
    async ready(stage) {
      const holder = await keyholder(stage)
      type Sessions = { readonly items: readonly { readonly sessionId: string }[] }
      const { items } = await stage.story.get<Sessions>(holder, '/api/v1/sessions')
      return { by: holder, params: { sessionId: items[0]?.sessionId ?? '' } }
    },
  },
  prepareTotp: { serves: 'account', ready: async stage => ({ by: await keyholder(stage), body: { password } }) },
  enableTotp: {
    serves: 'account',
    async ready(stage) {
      const { holder, code } = await preparedTotp(stage)
      return { by: holder, body: { code } }
    },
  },
  disableTotp: {
    serves: 'account',
    ready: async stage => ({ by: (await preparedTotp(stage)).holder, body: { password } }),
  },
  changePassword: {
    serves: 'account',
    ready: async stage => ({
      by: await keyholder(stage),
      body: { current: password, next: 'another river and three words' },
    }),
  },
  listIdentityProviders: asked(town => town.visitor, {}, 'host'),
  putIdentityProvider: {
    ready: ({ county }) => ({
      by: county.ours.administrator,
      params: { providerId: 'second' },
      body: { label: '县二', discoveryUrl: 'https://id.example.cn/discovery', clientId: 'c', clientSecret: 's' },
    }),
  },
  signInWithProvider: asked(town => town.visitor, { body: { providerId: 'county' } }, 'host'),
  linkProvider: asked(town => town.administrator, { body: { providerId: 'county' } }, 'account'),
  whoAmI: asked(town => town.worker),
  listPeople: asked(town => town.centre, { query: { limit: '5' } }),
  createPerson: {
    ready: ({ town }) => ({ by: town.administrator, body: { name: `${town.mark}陈伯`, phone: freshPhone() } }),
  },
  getPerson: { ready: async stage => ({ by: administrator(stage), params: await person(stage) }) },
  editPerson: {
    ready: async stage => ({
      by: administrator(stage),
      params: await person(stage),
      body: { name: `${stage.town.mark}改名`, namePublic: false },
    }),
  },
  revealPhone: {
    ready: async stage => ({
      by: administrator(stage),
      params: await person(stage, { phone: freshPhone() }),
      body: { reason: '回访' },
    }),
  },
  listPosts: asked(town => town.centre, { query: { role: 'grid_worker', onDay: '2022-09-26' } }),
  givePost: {
    ready: async stage => ({
      by: administrator(stage),
      body: { ...(await person(stage)), role: 'volunteer', gridId: stage.town.group.gridId, from: '2022-09-26' },
    }),
  },
  endPost: {
    async ready(stage) {
      const { postId } = await stage.story.post(stage.town.administrator, '/api/v1/posts', {
        ...(await person(stage)),
        role: 'volunteer',
        gridId: stage.town.group.gridId,
      })
      return { by: stage.town.administrator, params: { postId: String(postId) }, body: {} }
    },
  },
  movePostEnd: {
    async ready(stage) {
      const { postId } = await stage.story.post(stage.town.administrator, '/api/v1/posts', {
        ...(await person(stage)),
        role: 'volunteer',
        gridId: stage.town.group.gridId,
        until: '2099-12-30',
      })
      return { by: stage.town.administrator, params: { postId: String(postId) }, body: { lastDay: '2099-12-31' } }
    },
  },
  invitePerson: { ready: async stage => ({ by: administrator(stage), params: await person(stage), body: {} }) },
  acceptInvitation: {
    serves: 'proof',
    async ready(stage) {
      const { link, code } = await invitation(stage)
      return { by: stage.town.visitor, body: { link, code } }
    },
  },
  getRoster: asked(town => town.duty, { query: { from: '2022-09-01', until: '2022-09-30' } }),
  putRoster: {
    ready: ({ town }) => ({
      by: town.centre,
      body: {
        from: '2022-10-03',
        until: '2022-10-04',
        entries: [{ day: '2022-10-03', personId: town.duty.personId }],
      },
    }),
  },
}
