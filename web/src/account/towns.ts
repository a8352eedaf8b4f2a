import type { NewTown, NewTownMade, TownShape } from '@onegrid/domain/account/contract.ts'
import type { Static } from 'typebox'
import { type Pages, usePages } from '../api/queries.ts'

export type TownLine = Static<typeof TownShape>
export type TownWish = Static<typeof NewTown>
export type TownMade = Static<typeof NewTownMade>

export function useTowns(): Pages<TownLine> {
  return usePages<TownLine>(['towns'], '/towns')
}

/** As the server asks for it (domain/src/account/contract.ts): said at the field before anything is sent. */
export const hostNamePattern = /^[a-z0-9]([a-z0-9.-]{0,198}[a-z0-9])?$/
export const lettersPattern = /^[A-Z0-9]{2,6}$/

/** What a person pastes: a whole address, capitals. */
export function hostNameIn(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[:/].*$/, '')
}

/** Another town's address in this installation: the same protocol and port under its own name. */
export function addressOf(hostName: string): string {
  return `${location.protocol}//${hostName}${location.port === '' ? '' : `:${location.port}`}`
}
