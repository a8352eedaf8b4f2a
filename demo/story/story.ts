import type { Matter } from '../matter.ts'
import { roads } from './roads.ts'

export const matters: readonly Matter[] = [...roads]
