import type { GettingStarted, Template } from '@onegrid/domain/insight/contract.ts'
import type { StartStep } from '@onegrid/domain/insight/getting-started.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { holds, useMe } from '../../account/me.ts'
import { useGet } from '../../api/queries.ts'

export type { GettingStarted }
export type Line = GettingStarted['steps'][number]

/** Whoever administers the town has the list; others are not asked. */
export function useGettingStarted() {
  const administers = holds(useMe(), ['town_administrator'])
  return useGet<GettingStarted>(['start'], '/getting-started', {}, administers)
}

/** Whatever was done on a screen may have finished a step. */
export function useFreshSteps(): void {
  const queries = useQueryClient()
  useEffect(
    () =>
      queries.getMutationCache().subscribe(event => {
        if (event.type === 'updated' && event.action.type === 'success')
          void queries.invalidateQueries({ queryKey: ['start'] })
      }),
    [queries],
  )
}

/** Others finish steps too: whoever opens his account does so on a phone of his own. */
const lookAgain = 10_000 // milliseconds

export function useStepsOfOthers(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const look = () => void queries.invalidateQueries({ queryKey: ['start'] })
    look()
    const timer = setInterval(look, lookAgain)
    return () => clearInterval(timer)
  }, [queries])
}

export function nextOf({ steps, away }: GettingStarted): Line | undefined {
  return away ? undefined : steps.find(line => !line.done)
}

/** The one screen that does it; the residents' page is no page of the desk. */
const places: Readonly<Record<StartStep, string>> = {
  villages: '/grid-import',
  outlines: '/grid-import',
  households: '/propose?households=open',
  grids: '/propose',
  roster: '/people/import',
  posts: '/coverage',
  accounts: '/people/invite',
  report: '/report',
}

export const templateOf: Partial<Record<StartStep, Template>> = {
  villages: 'villages',
  households: 'households',
  roster: 'people',
}

export type Way = { readonly name: string; readonly to: string; readonly outside: boolean }

export function wayOf({ step, have }: Line, { openPlan }: GettingStarted): Way {
  // Half way: there is a report and nobody has it.
  if (step === 'report')
    return have === 1
      ? { name: 'dispatch', to: '/queue/all', outside: false }
      : { name: 'report', to: '/report', outside: true }
  const drafted = openPlan !== undefined && (step === 'outlines' || step === 'grids' || step === 'villages')
  return { name: step, to: drafted ? `/plans/${openPlan.planId}` : places[step], outside: false }
}

export const laterPlaces = { administrator: '/people', messages: '/channels' } as const
