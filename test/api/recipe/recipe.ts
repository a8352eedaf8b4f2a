import type { County, Hand, Town } from '../county.ts'
import type { Story } from '../story.ts'

/** One request that succeeds, made of real ids. */
export type Call = {
  readonly by: Hand
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  /** Photos and other bytes. */
  readonly bytes?: Buffer
  readonly headers?: Readonly<Record<string, string>>
}

export type Stage = { readonly county: County; readonly town: Town; readonly story: Story }

/**
 * Whom an operation serves without a session of the town. `public`: everybody who opens the town's page. `proof`: whoever
 * holds what this town handed out (link and code). `account`: anybody of the county, about his own account alone. `host`:
 * whoever proves something that holds in the whole county (password, phone, set-up link).
 */
export type Serves = 'public' | 'proof' | 'account' | 'host'

export type Recipe = {
  /** Brings the town into a state in which this operation succeeds, by real commands. */
  readonly ready: (stage: Stage) => Promise<Call> | Call
  /** Absent: people of this town alone. */
  readonly serves?: Serves
  /** The answer never ends (server-sent events). */
  readonly stream?: true
}

export type Recipes = Readonly<Record<string, Recipe>>

/** For operations that need nothing but somebody who asks. */
export function asked(by: (town: Town) => Hand, call: Omit<Call, 'by'> = {}, serves?: Serves): Recipe {
  return { ready: ({ town }) => ({ by: by(town), ...call }), ...(serves ? { serves } : {}) }
}
