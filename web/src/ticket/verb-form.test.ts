import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { bodies, type Verb } from '@onegrid/domain/ticket/contract.ts'
import { statuses } from '@onegrid/domain/ticket/ticket.ts'
import { actions } from '@onegrid/domain/ticket/transitions.ts'
import { verbs } from '@onegrid/domain/ticket/verbs.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { bodyOf, fieldsOf, isRequired, missingIn, startValues, undoOf, type Values, verbForms } from './verb-form.ts'
import { elsewhere, orderedVerbs, verbKeys } from './verb-order.ts'
import { verbPaths } from './verb-paths.ts'

type Bundle = { readonly [key: string]: string | Bundle }
const words = (language: string) =>
  JSON.parse(readFileSync(new URL(`../words/${language}/ticket.json`, import.meta.url), 'utf8')) as Bundle
const zh = words('zh')
const en = words('en')
const at = (bundle: Bundle, path: string): unknown =>
  path.split('.').reduce<unknown>((found, key) => (found as Bundle | undefined)?.[key], bundle)
const every = Object.keys(bodies) as Verb[]

const page = {
  ticket: {
    number: 'DC-1',
    status: 'accepted',
    level: 'medium',
    urgency: 'ordinary',
    confidentiality: 'open',
    subcategory: 'light',
    place: { outside: false, large: 'town', medium: 'village', name: '碧塘村' },
    flags: {},
  },
  condition: 'usual',
  words: '灯坏了',
  beside: {},
  actions: ['dispatchTicket', 'urgeTicket', 'noteTicket', 'releasePhoto'],
} as unknown as TicketPage

test('the screens know the verbs of the domain: the same paths, the same names', () => {
  assert.deepEqual(verbPaths, Object.fromEntries(Object.entries(verbs).map(([verb, rule]) => [verb, rule.path])))
  for (const verb of every) {
    assert.equal(at(zh, `action.${verb}`), verbs[verb].summary.zh, verb)
    assert.equal(at(en, `action.${verb}`), verbs[verb].summary.en, verb)
  }
})

test('every verb has a form that asks for every field the server demands, and for none that it does not know', () => {
  for (const verb of every) {
    const shape = bodies[verb] as unknown as { required?: string[]; properties: Record<string, object> }
    const asked = verbForms[verb].fields.flatMap(field =>
      field.kind === 'arrival' ? ['callId', 'unitId'] : [field.name],
    )
    for (const name of shape.required ?? []) assert.ok(asked.includes(name), `${verb} does not ask for ${name}`)
    for (const name of asked) assert.ok(name in shape.properties, `${verb} asks for ${name}`)
    for (const field of verbForms[verb].fields)
      if (shape.required?.includes(field.name))
        assert.ok(isRequired(field, {}) || field.kind === 'choice', `${verb}: ${field.name} is required`)
  }
})

test('every field, choice, notice and consequence has its words in both languages', () => {
  for (const verb of every) {
    const { fields, confirm } = verbForms[verb]
    const wanted = [
      ...fields.map(({ name }) =>
        at(zh, `ask.${verb}.${name}`) === undefined ? `field.${name}` : `ask.${verb}.${name}`,
      ),
      ...fields.flatMap(field =>
        field.kind === 'choice' ? field.options.map(each => `choice.${field.name}.${each}`) : [],
      ),
      ...(verb === 'revealReporter' ? [] : [`done.${verb}`]),
      ...(confirm ? [`confirm.${verb}`] : []),
    ]
    for (const key of wanted)
      for (const bundle of [zh, en]) assert.equal(typeof at(bundle, key), 'string', `${verb}: ${key}`)
  }
})

test('given an accepted ticket, when its actions are ordered, then one goes first and photos have their own place', () => {
  const { primary, common, more } = orderedVerbs(page, 1)
  assert.equal(primary, 'dispatchTicket')
  assert.deepEqual([...common, ...more].sort(), ['noteTicket', 'urgeTicket'])
})

test('given any status and all actions, then nothing allowed is lost and nothing is offered twice', () => {
  for (const status of statuses) {
    const all = { ...page, ticket: { ...page.ticket, status }, actions: [...actions] } as TicketPage
    const { primary, common, more } = orderedVerbs(all)
    assert.ok(primary !== undefined)
    assert.deepEqual([primary, ...common, ...more, ...elsewhere].sort(), [...actions].sort())
  }
})

test('given an open contest, then deciding it comes before everything else', () => {
  const contested = {
    ...page,
    ticket: { ...page.ticket, status: 'dispatched', flags: { contested: true } },
    actions: ['acknowledgeTicket', 'decideContest'],
  } as unknown as TicketPage
  assert.equal(orderedVerbs(contested).primary, 'decideContest')
})

test('shortcuts are letters that nothing else on the desk uses', () => {
  const keys = Object.values(verbKeys)
  assert.equal(new Set(keys).size, keys.length)
  for (const key of keys) assert.match(key, /^[abcdfhilmnopqrstuvwyz]$/, 'j, k, x, g, e and / belong to the list')
})

test('given a verification that failed, when nothing is said, then the words are missing', () => {
  assert.deepEqual(missingIn('verifyTicket', { passed: false, words: '  ' }, page), ['words'])
  assert.deepEqual(missingIn('verifyTicket', { passed: true }, page), [])
  assert.deepEqual(missingIn('closeTicket', { as: 'explained' }, page), ['words'])
})

test('given an assessment, when only the urgency changes, then only that is sent', () => {
  const start = startValues('assessTicket', page)
  assert.deepEqual(bodyOf('assessTicket', start, page), {})
  assert.deepEqual(bodyOf('assessTicket', { ...start, urgency: 'urgent' }, page), { urgency: 'urgent' })
  const moved = { ...start, subcategory: 'road', condition: 'usual' }
  assert.deepEqual(bodyOf('assessTicket', moved, page), { subcategory: 'road', condition: 'usual' })
})

test('a grid is asked for where the path ends, and not sent where it goes on by itself', () => {
  const named = (values: Values) => fieldsOf('handDown', values, page).map(field => field.name)
  assert.deepEqual(named({}), ['gridId', 'words'])
  const known = { ...page, ticket: { ...page.ticket, place: { ...page.ticket.place, small: 'group' } } }
  assert.deepEqual(bodyOf('handDown', { gridId: 'old', words: ' 请看 ' }, known), { words: '请看' })
})

test('an arrival carries its call and its unit', () => {
  assert.deepEqual(bodyOf('recordArrival', { callId: { callId: 'c', unitId: 'u' } }, page), {
    callId: 'c',
    unitId: 'u',
  })
})

test('undo is offered where the answer allows it, and nowhere else', () => {
  assert.deepEqual(undoOf('dispatchTicket', {}, ['withdrawDispatch']), { verb: 'withdrawDispatch', body: {} })
  assert.equal(undoOf('dispatchTicket', {}, ['acknowledgeTicket']), undefined)
  assert.equal(undoOf('declineTicket', { rule: 'x' }, [...actions]), undefined)
  assert.deepEqual(undoOf('enterTaker', { personId: 'p' }, ['giveBackOrder'])?.body, { personId: 'p' })
})

test('whom it concerns is asked where only the centre sees it, and sent as a list', () => {
  const named = (values: Values) => fieldsOf('assessTicket', values, page).map(field => field.name)
  assert.ok(!named({ confidentiality: 'open' }).includes('concerned'))
  assert.ok(named({ confidentiality: 'cadre' }).includes('concerned'))
  const start = startValues('assessTicket', page)
  const body = bodyOf('assessTicket', { ...start, confidentiality: 'cadre', concerned: ['p'] }, page)
  assert.deepEqual(body, { confidentiality: 'cadre', concerned: ['p'] })
})
