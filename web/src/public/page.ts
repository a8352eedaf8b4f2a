import { keepDrafts } from './draft/draft.ts'
import { mindManners } from './manner/manner.ts'
import { offerPrinting } from './print/print.ts'

/** On every public page; each part does its work on the elements that ask for it and nothing without them. */
keepDrafts(document)
offerPrinting(document)
mindManners(document)
