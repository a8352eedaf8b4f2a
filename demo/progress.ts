/** How far the story is: one moving bar at a terminal, a plain line each quarter elsewhere (a log, a pipe). */
export type Progress = {
  /** So many more steps will come; all are announced before the first is done. */
  expect(steps: number): void
  step(what: string): void
  end(): void
}

const width = 30

export function progressOn(out: { readonly isTTY?: boolean | undefined; write(text: string): unknown }): Progress {
  let total = 0
  let done = 0
  let quarter = 0
  return {
    expect(steps) {
      total += steps
    },
    step(what) {
      done += 1
      const share = Math.min(1, done / total)
      if (out.isTTY === true) {
        const filled = Math.round(share * width)
        out.write(`\r\x1b[K${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${Math.floor(share * 100)}%  ${what}`)
      } else if (Math.floor(share * 4) > quarter) {
        quarter = Math.floor(share * 4)
        out.write(`The example town is told: ${quarter * 25}% (${what})\n`)
      }
    },
    end() {
      if (out.isTTY === true) out.write('\r\x1b[K')
    },
  }
}
