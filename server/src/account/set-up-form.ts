import { SetUp } from '@onegrid/domain/account/contract.ts'
import type { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Faults } from '../http/form-field.ts'
import type { SetUpValues } from './set-up-page.ts'
import type { Wording } from './set-up-words.ts'

const text = Type.Optional(Type.String({ maxLength: 300 }))
/** Wide, so that what does not fit comes back to its field instead of to a page of problems. */
export const SetUpForm = Type.Object({
  link: Type.String({ maxLength: 200 }),
  town: text,
  code: text,
  zone: text,
  hostName: text,
  name: text,
  username: text,
  password: text,
})

const { town, administrator } = SetUp.properties
const shapes = {
  town: town.properties.name,
  code: town.properties.code,
  zone: town.properties.zone,
  name: administrator.properties.name,
  username: administrator.properties.username,
  password: administrator.properties.password,
} as const
const hostName = Type.String({ pattern: '^([a-z0-9.-]{1,200})?$' })

/** As people type it: small letters in the number, an address where its host name is asked for. */
export function valuesOf(form: Static<typeof SetUpForm>): SetUpValues {
  const { link: _, password = '', ...typed } = form
  const values = Object.fromEntries(Object.entries(typed).map(([name, value = '']) => [name, value.trim()]))
  const address = (values['hostName'] ?? '').toLowerCase().replace(/^https?:\/\//, '')
  return {
    ...values,
    code: (values['code'] ?? '').normalize('NFKC').toUpperCase(),
    hostName: address.replace(/[/:].*$/, ''),
    password,
  }
}

export function faultsIn(values: SetUpValues, words: Wording): Faults {
  const faults: Record<string, string> = {}
  for (const [name, shape] of Object.entries(shapes) as [keyof typeof shapes, (typeof shapes)['name']][])
    if (!Value.Check(shape, values[name] ?? '')) faults[name] = words.missing[name]
  if (!Value.Check(hostName, values['hostName'] ?? '')) faults['hostName'] = words.missing.hostName
  return faults
}

export function wishOf(link: string, values: SetUpValues): Static<typeof SetUp> {
  const said = (name: string) => values[name] ?? ''
  return {
    link,
    town: {
      name: said('town'),
      code: said('code'),
      zone: said('zone'),
      ...(said('hostName') === '' ? {} : { hostName: said('hostName') }),
    },
    administrator: { name: said('name'), username: said('username'), password: said('password') },
  }
}

/** The field at fault, where the refusal is of one; undefined: it is of the link or of the whole. */
export function faultOf(refusal: Refusal, words: Wording): Faults | undefined {
  const pointer = String(refusal.facts['pointer'] ?? '')
  if (refusal.code !== 'field_invalid') return undefined
  if (pointer === '/username') return { username: words.usernameTaken }
  if (pointer === '/town/zone') return { zone: words.missing.zone }
  return pointer === '/town/code' ? { code: words.missing.code } : undefined
}
