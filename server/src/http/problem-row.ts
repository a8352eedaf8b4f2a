/** Title, what happened, what to do. `{fact}` is filled in; `[…]` falls away when a fact in it is unknown. */
export type ProblemWords = readonly [title: string, detail: string, remedy: string]
export type ProblemRow = { readonly status: number; readonly zh: ProblemWords; readonly en: ProblemWords }
