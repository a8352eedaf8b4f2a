import type { Ports } from '@onegrid/server/app.ts'
import { type StoryClock, storyEnds } from './clock.ts'
import type { Matter } from './matter.ts'
import type { Progress } from './progress.ts'
import { matters } from './story/story.ts'
import { type Known, tell } from './teller.ts'
import { plantTown, type Stage } from './town.ts'
import { type TownStep, townSteps } from './town-steps.ts'

export type Story = { readonly matters: readonly Matter[]; readonly townSteps: readonly TownStep[] }
export const wholeStory: Story = { matters, townSteps }

export type Made = Stage & { readonly tickets: ReadonlyMap<string, Known> }

/** An empty installation becomes the example town on the morning of 26 September 2022. */
export async function makeDemo(
  ports: Ports & { readonly clock: StoryClock },
  progress: Progress,
  story: Story = wholeStory,
): Promise<Made> {
  try {
    progress.expect(story.matters.length)
    const stage = await plantTown(ports, progress)
    const tickets = await tell(ports, stage, story, storyEnds, progress)
    return { ...stage, tickets }
  } finally {
    progress.end()
  }
}
