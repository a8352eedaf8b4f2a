import type { ImportSource } from '@onegrid/domain/grid/import/source.ts'

/** What a reader finds; ids are given where it is kept. */
export type FoundSource = Omit<ImportSource, 'sourceId'>

/** A county has 202 villages and some 1,900 groups; a plan of a town holds 5,000 grids at most. */
export const rowsMost = 5000
