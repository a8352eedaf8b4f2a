import type { FaultsWire } from '@onegrid/domain/grid/division/contract.ts'
import type { Division, Fault } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useIntention } from '../../api/intention.ts'

/** Milliseconds of quiet after an edit: a corner that is being pushed is not judged at every step. */
const quiet = 150
/** What only the server knows: the town's history of codes and the list of villages. */
const serverRules: readonly Fault['rule'][] = ['code_used_before', 'village_unknown']

/** Faults of the division on the table, by the same rules as the server's; the server's own are asked for by `check`. */
export function useFaults(planId: string, division: Division, opened: readonly Fault[]) {
  const [found, setFound] = useState<{ readonly division: Division; readonly faults: readonly Fault[] }>()
  const [told, setTold] = useState<readonly Fault[]>(() => opened.filter(({ rule }) => serverRules.includes(rule)))
  useEffect(() => {
    const timer = setTimeout(() => setFound({ division, faults: faultsOf(division) }), quiet)
    return () => clearTimeout(timer)
  }, [division])
  const asking = useIntention<Division, FaultsWire>(
    wanted => ({ method: 'POST', path: `/plans/${planId}/check`, body: { division: wanted } }),
    { onDone: ({ faults }) => setTold((faults as readonly Fault[]).filter(({ rule }) => serverRules.includes(rule))) },
  )
  const { mutate } = asking
  const check = useCallback((wanted: Division) => mutate(wanted), [mutate])
  const faults = useMemo(() => {
    const codes = new Map(division.grids.map(grid => [grid.key, grid.code]))
    // A code that was changed since is not what the server spoke of.
    const still = told.filter(({ keys, value }) => codes.get(keys[0] ?? '') === value)
    const all = [...(found?.faults ?? opened.filter(({ rule }) => !serverRules.includes(rule))), ...still]
    return all.sort((one, other) => Number(one.severity === 'hint') - Number(other.severity === 'hint'))
  }, [found, told, division, opened])
  return { faults, checking: found?.division !== division || asking.isPending, check }
}
