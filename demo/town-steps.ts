import type { Ports } from '@onegrid/server/app.ts'
import type { Stage } from './town.ts'

/** What happens to the town and to no single matter: a changed limit, a change of the roster. */
export type TownStep = { readonly at: string; play(ports: Ports, stage: Stage): Promise<void> }

export const townSteps: readonly TownStep[] = []
