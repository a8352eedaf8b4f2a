import { phoneFrom } from '@onegrid/domain/account/phone.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ports } from '../../app.ts'
import { photosMost } from '../../blobs/claim.ts'
import { receivePhotos } from '../../blobs/form.ts'
import { type Faults, lettersIn, noFaults, textsOf } from '../../http/form-field.ts'
import { limited } from '../../http/limits.ts'
import { problemOf } from '../../http/problem.ts'
import type { App } from '../../http/route.ts'
import { cleanWords } from '../clean-words.ts'
import type { Intake } from '../intake.ts'
import { actingOf } from '../questions.ts'
import { changed, type Draft, draftOf, endDraft, keepDraft, readDraft, readSent } from './draft.ts'
import { goToFault, takeFault } from './fault-cookie.ts'
import { goTo, sendPage } from './page.ts'
import { findNearby, landmarksFor, locatedGrid, townPlaces, whereWords } from './report-place.ts'
import { kindOf, mayBeAnonymous, mayOpen, nextStep, reportFrom, type Step, steps } from './report-steps.ts'
import {
  checkPage,
  contactPage,
  groupPage,
  kindPage,
  nearPage,
  placeLetters,
  placePage,
  sentenceLetters,
  spotPage,
  whatPage,
} from './report-views.ts'
import { openKinds, staffKinds } from './suggest.ts'
import { type Visit, visitOf } from './visit.ts'

/** A step's form changes nothing of the town's: it is answered by a cookie and needs no command id. */
const hidden = { schema: { hide: true } } as const
const stepForm = { ...hidden, config: { withoutCommandId: true } } as const

type Opened = { readonly visit: Visit; readonly draft: Draft }

export function registerReportPages(app: App, ports: Ports, intake: Intake): void {
  const on = {
    what: '/report',
    kind: steps.kind,
    place: steps.place,
    group: steps.group,
    spot: steps.spot,
    near: steps.near,
    contact: steps.contact,
    check: steps.check,
  } as const

  /** The draft and the page's words; undefined when an earlier question is still open, and the reply leads there. */
  async function opened(step: Step, request: FastifyRequest, reply: FastifyReply): Promise<Opened | undefined> {
    const visit = await visitOf(ports, request, reply)
    const draft = readDraft(request)
    if (draft !== undefined && mayOpen(step, draft, visit.catalogue)) return { visit, draft }
    goTo(
      reply,
      draft === undefined
        ? readSent(request) === undefined
          ? steps.what
          : steps.done
        : steps[nextStep(draft, visit.catalogue)],
    )
    return undefined
  }

  function onwards(request: FastifyRequest, reply: FastifyReply, draft: Draft, { catalogue }: Visit): FastifyReply {
    keepDraft(request, reply, draft)
    return goTo(reply, steps[nextStep(draft, catalogue)])
  }

  app.get(on.what, hidden, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const draft = draftOf(request, ports.ids)
    const need = visit.catalogue.needs.find(
      each => each.code === (request.query as { need?: unknown }).need && !each.retired,
    )
    // A need picked from the menu begins anew: the sentence of another matter does not belong to it.
    const begun =
      need === undefined || need.code === draft.need
        ? draft
        : changed({ commandId: ports.ids.id() }, { need: need.code })
    keepDraft(request, reply, begun)
    const { faults, values } = takeFault(request, reply)
    return sendPage(reply, visit, whatPage(visit, begun, faults, values['words']))
  })

  app.post(
    on.what,
    { ...hidden, config: { ...limited(app, 'upload').config, withoutCommandId: true } },
    async (request, reply) => {
      const visit = await visitOf(ports, request, reply)
      const received = request.isMultipart?.() ? await formOf(request, reply) : undefined
      if (received instanceof Refusal) {
        const { detail, remedy } = problemOf(received, visit.locale, request.id)
        const fault = { photo_files: `${detail}${visit.locale === 'zh' ? '' : ' '}${remedy}` }
        const said = { faults: fault, values: {} }
        return (
          goToFault(request, reply, steps.what, said) ??
          sendPage(reply, visit, whatPage(visit, draftOf(request, ports.ids), fault))
        )
      }
      const fields = textsOf(received?.fields ?? request.body)
      const named = received?.fields['photos'] ?? (request.body as { photos?: unknown } | undefined)?.photos
      const before = (Array.isArray(named) ? named : [named]).filter(
        each => typeof each === 'string' && /^[0-9a-f-]{36}$/.test(each),
      )
      const photos = [...new Set([...before, ...(received?.photoIds ?? [])])].filter(
        each => each !== fields['remove_photo'],
      )
      const typed = fields['words'] ?? ''
      const words = cleanWords(typed)
      const fault = faultsOfWhat(visit, words, photos.length, received?.refused ?? [])
      const about = fields['about']
      const draft = changed(draftOf(request, ports.ids), {
        words: words === '' || lettersIn(words) > sentenceLetters ? undefined : words,
        photos: photos.slice(0, photosMost) as string[],
        ...(about === 'staff' ? { aboutStaff: true, need: undefined, subcategory: undefined, same: 'none' } : {}),
        ...(about === 'ordinary' ? { aboutStaff: undefined, subcategory: undefined, same: undefined } : {}),
      })
      keepDraft(request, reply, draft)
      if (about !== undefined || fields['remove_photo'] !== undefined) return goTo(reply, steps.what)
      // The next page would find no draft and lead back here for ever.
      if (Object.keys(request.cookies).length === 0)
        return sendPage(reply, visit, whatPage(visit, draft, { form: visit.words.cookies, ...fault }, typed))
      if (Object.keys(fault).length > 0)
        return (
          goToFault(request, reply, steps.what, { faults: fault, values: { words: typed } }) ??
          sendPage(reply, visit, whatPage(visit, draft, fault, typed.slice(0, 4000)))
        )
      return goTo(reply, steps[nextStep(draft, visit.catalogue)])
    },
  )

  /** A form that cannot be read whole (a tenth photo, half a connection) leads back to its page, not to a page of problems. */
  async function formOf(request: FastifyRequest, reply: FastifyReply) {
    try {
      return await receivePhotos(ports, request, reply)
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  }

  app.get(on.kind, hidden, async (request, reply) => {
    const open = await opened('kind', request, reply)
    if (!open) return reply
    const { word } = request.query as { word?: unknown }
    return sendPage(reply, open.visit, kindPage(open.visit, open.draft, typeof word === 'string' ? word : undefined))
  })

  app.post(on.kind, stepForm, async (request, reply) => {
    const open = await opened('kind', request, reply)
    if (!open) return reply
    const { visit, draft } = open
    const code = textsOf(request.body)['subcategory'] ?? ''
    const kinds = draft.aboutStaff === true ? staffKinds(visit.catalogue) : openKinds(visit.catalogue)
    const known = kinds.some(kind => kind.code === code) ? code : ''
    const same = draft.aboutStaff === true ? 'none' : undefined
    return onwards(request, reply, changed(draft, { subcategory: known, need: undefined, same }), visit)
  })

  app.get(on.place, hidden, async (request, reply) => {
    const open = await opened('place', request, reply)
    if (!open) return reply
    const places = await townPlaces(ports, request.town.tenantId)
    return sendPage(reply, open.visit, placePage(open.visit, places, noFaults))
  })

  app.post(on.place, stepForm, async (request, reply) => {
    const open = await opened('place', request, reply)
    if (!open) return reply
    const { visit, draft } = open
    const { village, lon, lat } = textsOf(request.body)
    const anew = changed(draft, { ...nowhere, same: draft.aboutStaff === true ? 'none' : undefined })
    const places = await townPlaces(ports, request.town.tenantId)
    if (village === 'elsewhere') return onwards(request, reply, changed(anew, { placed: 'group' }), visit)
    if (places.villages.some(each => each.gridId === village))
      return onwards(request, reply, changed(anew, { villageId: village, placed: 'village' }), visit)
    const point = await locatedGrid(ports, request.town.tenantId, lon, lat)
    if (point !== undefined) return onwards(request, reply, changed(anew, { ...point, placed: 'group' }), visit)
    return sendPage(reply, visit, placePage(visit, places, { village: visit.words.place.missing }))
  })

  app.get(on.group, hidden, async (request, reply) => {
    const open = await opened('group', request, reply)
    if (!open) return reply
    const places = await townPlaces(ports, request.town.tenantId)
    const village = places.villages.find(each => each.gridId === open.draft.villageId)
    if (village === undefined) return goTo(reply, steps.place)
    return sendPage(reply, open.visit, groupPage(open.visit, village, places.groupsOf(village.gridId)))
  })

  app.post(on.group, stepForm, async (request, reply) => {
    const open = await opened('group', request, reply)
    if (!open) return reply
    const { visit, draft } = open
    const places = await townPlaces(ports, request.town.tenantId)
    const group = places.groupsOf(draft.villageId ?? '').find(each => each.gridId === textsOf(request.body)['group'])
    const { villageId } = draft
    const same = draft.aboutStaff === true ? 'none' : undefined
    return onwards(
      request,
      reply,
      changed(draft, { ...nowhere, villageId, groupId: group?.gridId, placed: 'group', same }),
      visit,
    )
  })

  app.get(on.spot, hidden, async (request, reply) => {
    const open = await opened('spot', request, reply)
    if (!open) return reply
    return sendPage(reply, open.visit, await spot(request, open, noFaults))
  })

  async function spot(request: FastifyRequest, { visit, draft }: Opened, faults: Faults) {
    const { tenantId } = request.town
    const [landmarks, where] = await Promise.all([
      landmarksFor(ports, tenantId, draft),
      whereWords(ports, tenantId, { ...draft, landmarkId: '', placeWords: '' }, visit),
    ])
    return spotPage(visit, draft, where, landmarks, faults)
  }

  app.post(on.spot, stepForm, async (request, reply) => {
    const open = await opened('spot', request, reply)
    if (!open) return reply
    const { visit, draft } = open
    const fields = textsOf(request.body)
    const landmarks = await landmarksFor(ports, request.town.tenantId, draft)
    const landmark = landmarks.find(each => each.landmarkId === fields['landmark'])
    const placeWords = cleanWords(fields['place_words'] ?? '')
    const said = changed(draft, {
      landmarkId: landmark?.landmarkId,
      placeWords: placeWords || undefined,
      placed: 'spot',
    })
    if (lettersIn(placeWords) > placeLetters) {
      const page = await spot(request, { visit, draft: said }, { place_words: visit.words.place.long })
      return sendPage(reply, visit, page)
    }
    return onwards(request, reply, changed(said, { same: draft.aboutStaff === true ? 'none' : undefined }), visit)
  })

  app.get(on.near, { ...hidden, ...limited(app, 'lookUp') }, async (request, reply) => {
    const open = await opened('near', request, reply)
    if (!open) return reply
    const { visit, draft } = open
    const kind = kindOf(draft, visit.catalogue)
    const found =
      kind === undefined || draft.aboutStaff === true
        ? []
        : await findNearby(ports, request.town.tenantId, kind.code, draft)
    if (found.length === 0) return onwards(request, reply, changed(draft, { same: 'none' }), visit)
    return sendPage(reply, visit, nearPage(visit, found))
  })

  app.post(on.near, stepForm, async (request, reply) => {
    const open = await opened('near', request, reply)
    if (!open) return reply
    const { visit, draft } = open
    const same = textsOf(request.body)['same'] ?? ''
    const kind = kindOf(draft, visit.catalogue)
    const found =
      same === '' || kind === undefined ? [] : await findNearby(ports, request.town.tenantId, kind.code, draft)
    const known = found.some(each => each.number === same)
    return onwards(request, reply, changed(draft, { same: known ? same : '' }), visit)
  })

  app.get(on.contact, hidden, async (request, reply) => {
    const open = await opened('contact', request, reply)
    if (!open) return reply
    const signedIn = request.actor.kind === 'resident'
    const { faults, values } = takeFault(request, reply)
    return sendPage(reply, open.visit, contactPage(open.visit, open.draft, { signedIn, values }, faults))
  })

  app.post(on.contact, stepForm, async (request, reply) => {
    const open = await opened('contact', request, reply)
    if (!open) return reply
    const { visit, draft } = open
    const fields = textsOf(request.body)
    const signedIn = request.actor.kind === 'resident'
    const { draft: said, faults } = answeredContact(visit, draft, fields, signedIn)
    if (Object.keys(faults).length > 0) {
      const values = { phone: '', ...fields }
      return (
        goToFault(request, reply, steps.contact, { faults, values }) ??
        sendPage(reply, visit, contactPage(visit, draft, { signedIn, values }, faults))
      )
    }
    return onwards(request, reply, said, visit)
  })

  app.get(on.check, hidden, async (request, reply) => {
    const open = await opened('check', request, reply)
    return open ? check(request, reply, open, takeFault(request, reply).faults) : reply
  })

  async function check(request: FastifyRequest, reply: FastifyReply, { visit, draft }: Opened, faults: Faults) {
    const where = await whereWords(ports, request.town.tenantId, draft, visit)
    return sendPage(reply, visit, checkPage(visit, draft, { where, faults }))
  }

  app.post(on.check, { ...hidden, ...limited(app, 'report') }, async (request, reply) => {
    const sent = readSent(request)
    // The back key, and the button once more: the report is there already.
    if (sent !== undefined && sent.commandId === request.commandId) return goTo(reply, steps.done)
    const open = await opened('check', request, reply)
    if (!open) return reply
    const { visit, draft } = open
    try {
      const acting = { ...actingOf(request), commandId: draft.commandId }
      const { number } = await intake.receive(acting, request.town.code, reportFrom(draft, visit.catalogue))
      endDraft(request, reply, { commandId: draft.commandId, number, anonymous: draft.contact === 'anonymous' })
      return goTo(reply, steps.done)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return refused(request, reply, open, error)
    }
  })

  /** Back to the question whose answer the rules refuse, with all others kept; what fits no question stands on this page. */
  async function refused(request: FastifyRequest, reply: FastifyReply, { visit, draft }: Opened, refusal: Refusal) {
    // The same report was sent before with other answers: this is a new one.
    const again = refusal.code === 'command_id_reused' ? { commandId: ports.ids.id() } : {}
    const photosGone = refusal.code === 'photo_unknown' ? { photos: undefined } : {}
    const mended = changed(draft, { ...again, ...photosGone })
    keepDraft(request, reply, mended)
    const { detail, remedy } = problemOf(refusal, visit.locale, request.id)
    const faults = { form: `${detail}${visit.locale === 'zh' ? '' : ' '}${remedy}` }
    return (
      goToFault(request, reply, steps.check, { faults, values: {} }) ??
      check(request, reply, { visit, draft: mended }, faults)
    )
  }
}

const nowhere = {
  villageId: undefined,
  groupId: undefined,
  landmarkId: undefined,
  lon: undefined,
  lat: undefined,
  outside: undefined,
} as const

function faultsOfWhat(
  { words, locale }: Visit,
  sentence: string,
  photos: number,
  refused: readonly { readonly name: string; readonly refusal: Refusal }[],
): Faults {
  const faults: Record<string, string> = {}
  if (sentence === '') faults['words'] = words.what.missing
  else if (lettersIn(sentence) > sentenceLetters) faults['words'] = words.what.long
  const bad = refused.find(each => each.refusal.code !== 'photos_too_many')
  if (photos > photosMost || refused.length > 0) faults['photo_files'] = words.what.manyKept
  if (bad !== undefined) {
    const { detail, remedy } = problemOf(bad.refusal, locale, '')
    faults['photo_files'] = `${bad.name}: ${detail}${locale === 'zh' ? '' : ' '}${remedy}`
  }
  return faults
}

function answeredContact(
  { words, catalogue }: Visit,
  draft: Draft,
  fields: Readonly<Record<string, string>>,
  signedIn: boolean,
): { readonly draft: Draft; readonly faults: Faults } {
  const faults: Record<string, string> = {}
  const name = cleanWords(fields['name'] ?? '')
  const typed = cleanWords(fields['phone'] ?? '')
  const anonymous = fields['anonymous'] === 'yes' && mayBeAnonymous(draft, catalogue)
  let phone: string | undefined
  if (!anonymous && typed !== '') {
    try {
      phoneFrom(typed)
      phone = typed
    } catch {
      faults['phone'] = words.contact.phoneWrong
    }
  }
  if (!anonymous && !signedIn && typed === '') faults['phone'] = words.contact.phoneMissing
  if (lettersIn(name) > 40) faults['name'] = words.contact.nameLong
  return {
    faults,
    draft: changed(draft, {
      contact: anonymous ? 'anonymous' : phone === undefined ? 'session' : 'phone',
      phone,
      name: anonymous || name === '' ? undefined : name,
      without: fields['without'] === 'yes' || undefined,
      behalf: fields['behalf'] === 'yes' || undefined,
    }),
  }
}
