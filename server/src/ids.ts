import { randomBytes, randomInt } from 'node:crypto'
import { milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { Clock } from './clock.ts'

export type Ids = {
  /** UUIDv7: sorts by the time of the injected clock, so that indexes grow at their end. */
  id(): string
  /** For people to read out and type. */
  code(length: number): string
  /** 256 bits for links and tokens. */
  secret(): string
}

/** Without I, L, O, 0, 1: they are misread, and misheard. */
export const codeLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

export function randomIds(clock: Clock): Ids {
  let lastTime = -1
  let counter = 0
  return {
    id() {
      const bytes = randomBytes(16)
      const time = milliseconds(clock.now())
      // Within a millisecond (or while a simulated clock stands) 12 bits count on from a random start: ids stay in order.
      if (time === lastTime && counter < 0xfff) counter++
      else counter = randomInt(0x400)
      lastTime = time
      bytes.writeUIntBE(time, 0, 6)
      bytes.writeUInt16BE(0x7000 | counter, 6)
      bytes[8] = 0x80 | (bytes[8]! & 0x3f)
      const hex = bytes.toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    },
    code(length) {
      return Array.from({ length }, () => codeLetters[randomInt(codeLetters.length)]).join('')
    },
    secret() {
      return randomBytes(32).toString('base64url')
    },
  }
}
