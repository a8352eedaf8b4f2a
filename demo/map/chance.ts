/** Chance by a seed, from additions, multiplications and shifts only: the same figures on every machine. */
export type Chance = {
  /** From 0 up to but not including 1. */
  next(): number
  pick<Item>(items: readonly Item[]): Item
  shuffle<Item>(items: readonly Item[]): Item[]
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    return mix(state) / 4_294_967_296
  }
  return {
    next,
    pick: items => items[Math.floor(next() * items.length)]!,
    shuffle: items => {
      const left = [...items]
      const shuffled: (typeof left)[number][] = []
      while (left.length > 0) shuffled.push(left.splice(Math.floor(next() * left.length), 1)[0]!)
      return shuffled
    },
  }
}

/** Soft hills between 0 and 1 over a plane; neighbouring points get similar values. */
export function hills(seed: number, x: number, y: number): number {
  const column = Math.floor(x)
  const row = Math.floor(y)
  const soft = (part: number) => part * part * (3 - 2 * part)
  const across = soft(x - column)
  const up = soft(y - row)
  const corner = (right: number, above: number) =>
    mix((Math.imul(column + right, 0x27d4eb2d) ^ Math.imul(row + above, 0x165667b1) ^ seed) >>> 0) / 4_294_967_296
  const south = corner(0, 0) * (1 - across) + corner(1, 0) * across
  const north = corner(0, 1) * (1 - across) + corner(1, 1) * across
  return south * (1 - up) + north * up
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
