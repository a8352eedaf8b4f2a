/** What goes into the proposer's thread, and what it tells. */
import type { ProposalQuestion, Proposed } from '@onegrid/domain/grid/propose/wishes.ts'

export type ProposerOrder = Omit<ProposalQuestion, 'population'> & {
  readonly population: readonly (readonly [string, number])[]
}

export type Told = { readonly done: number } | { readonly proposed: Proposed } | { readonly refused: string }
