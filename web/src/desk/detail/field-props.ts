import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import type { Field, Values } from '../../ticket/verb-form.ts'

export type FieldProps = {
  readonly id: string
  readonly field: Field
  readonly label: string
  readonly verb: Verb
  readonly page: TicketPage
  readonly values: Values
  set(value: unknown): void
  onBusy(busy: boolean): void
  readonly fault: string | undefined
  /** Where nothing is demanded, saying of each field that it may stay empty is noise. */
  readonly saysOptional?: boolean
}
