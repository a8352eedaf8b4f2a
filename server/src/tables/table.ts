/** A table as it lies in a file, before anybody knows what its columns mean. */

/** A date is midnight UTC of the day that the cell shows; an empty cell is undefined. */
export type Cell = string | number | Date | undefined

/** Rows without content are left out, so that 100,000 of them cost nothing; `number` is the row's number in the file. */
export type TableRow = { readonly number: number; readonly cells: readonly Cell[] }

/** Zero-based columns, one-based rows, ends included; the value stands in the first cell. */
export type MergedRange = {
  readonly fromRow: number
  readonly toRow: number
  readonly fromColumn: number
  readonly toColumn: number
}

export type Sheet = {
  readonly name: string
  readonly rows: readonly TableRow[]
  readonly merged: readonly MergedRange[]
}

/** Sheets with content, in the order of the file. */
export type TableFile = { readonly sheets: readonly Sheet[] }

export type IncomingFile = { readonly name: string; readonly bytes: Uint8Array }
