/** One measured figure, as `npm run bench -- --json` prints it. */
export type Row = {
  readonly bench: string
  readonly value: number
  readonly unit: string
  /** Against something measured in the same run, so that a slow or busy machine does not change it much. */
  readonly ratio?: number
  readonly against?: string
  readonly detail?: string
}

export type Emit = (row: Row) => void

export function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}

/** @param share 0.99 for the value that 99 of 100 do not exceed */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
