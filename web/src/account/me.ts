import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { get } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'

export type MyPost = {
  readonly postId: string
  /** Code of its kind in the town's list. */
  readonly kind: string
  readonly role: Role
  readonly gridId?: string
  readonly unitId?: string
  /** The grid's or unit's name. */
  readonly at?: string
  readonly actingFor?: string
  readonly actingForName?: string
}

/** `GET /api/v1/me`. */
export type Me = {
  readonly personId: string
  readonly name: string
  readonly posts: readonly MyPost[]
  readonly hostAdministrator: boolean
  /** Signing in asks for the authenticator's digits. */
  readonly totp: boolean
  /** Where the live feed stood when this was read. */
  readonly livePlace: string
  readonly town: { readonly code: string; readonly name: string; readonly zone: string }
}

export const meKey = ['account', 'me'] as const

/** `null`: nobody is signed in. */
export function useSignedIn() {
  return useQuery<Me | null, ApiProblem>({
    queryKey: meKey,
    queryFn: async ({ signal }) => {
      try {
        return await get<Me>('/me', {}, signal)
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null
        throw error
      }
    },
    staleTime: 60_000,
  })
}

export const MeContext = createContext<Me | undefined>(undefined)

/** Inside the shells somebody is always signed in. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === undefined) throw new Error('useMe outside of a signed-in shell')
  return me
}

export function holds(me: Me, roles: readonly Role[] | undefined): boolean {
  return roles === undefined || me.posts.some(post => roles.includes(post.role))
}

/** Whether a page is in this person's menu; the server decides again. */
export function sees(
  me: Me,
  screen: { readonly roles?: readonly Role[]; readonly hostOnly?: true } | undefined,
): boolean {
  return holds(me, screen?.roles) && (screen?.hostOnly !== true || me.hostAdministrator === true)
}
