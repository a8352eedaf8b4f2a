import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { Field } from './verb-form.ts'

type Choice = Extract<Field, { readonly kind: 'choice' }>

/** The choices that are this person's to make: 挂牌督办 is the approver's alone. */
export function choicesFor(
  { options, only = {} }: Choice,
  posts: readonly { readonly role: Role }[],
): Choice['options'] {
  return options.filter(option => {
    const role = only[String(option)]
    return role === undefined || posts.some(post => post.role === role)
  })
}
