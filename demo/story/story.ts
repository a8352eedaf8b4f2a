import type { Matter } from '../matter.ts'
import { around } from './around.ts'
import { fields } from './fields.ts'
import { life } from './life.ts'
import { outdoors } from './outdoors.ts'
import { roads } from './roads.ts'
import { water } from './water.ts'

/** From 22 August to 25 September 2022; told in the order of time, whatever stands first here. */
export const matters: readonly Matter[] = [...roads, ...water, ...outdoors, ...fields, ...life, ...around]
