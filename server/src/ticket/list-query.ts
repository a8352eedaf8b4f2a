import { InstantShape } from '@onegrid/domain/ticket/contract.ts'
import { queues } from '@onegrid/domain/ticket/queue.ts'
import { levels, sources, urgencies } from '@onegrid/domain/ticket/ticket.ts'
import { flagNames } from '@onegrid/domain/ticket/view.ts'
import { Type } from 'typebox'
import { PageQuery } from '../http/paging.ts'

export function oneOf<const T extends readonly string[]>(values: T) {
  return Type.Optional(Type.Unsafe<T[number]>(Type.String({ enum: [...values] })))
}

export const scope = Type.Optional(
  Type.String({ pattern: '^(town|mine|(grid|unit):[0-9a-f-]{36})$', examples: ['town'] }),
)
const Code = Type.Optional(Type.String({ maxLength: 40 }))

export const ListQuery = Type.Object({
  ...PageQuery,
  scope,
  queue: oneOf(queues),
  flag: oneOf(flagNames),
  category: Code,
  subcategory: Code,
  source: oneOf(sources),
  urgency: oneOf(urgencies),
  level: oneOf(levels),
  light: oneOf(['on_time', 'due_soon', 'overdue']),
  text: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  from: Type.Optional(InstantShape),
  until: Type.Optional(InstantShape),
  order: oneOf(['due', 'recent']),
})
