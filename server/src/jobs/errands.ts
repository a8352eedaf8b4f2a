import type { JobLog, JobPorts } from './ports.ts'

/** `fresh`: what was never tried. `due`: also what failed and whose time has come. */
export type ErrandScope = 'fresh' | 'due'

/** Work towards other machines that hangs on due columns of its own. @returns in how many seconds to be woken again */
export type Errand = (ports: JobPorts, tenantId: string, scope: ErrandScope, log: JobLog) => Promise<number | undefined>

const registered = new Map<string, Errand>()

/** @returns the way back */
export function registerErrand(name: string, errand: Errand): () => void {
  registered.set(name, errand)
  return () => {
    if (registered.get(name) === errand) registered.delete(name)
  }
}

export function errands(): readonly (readonly [string, Errand])[] {
  return [...registered]
}
