import net from 'node:net'
import path from 'node:path'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { readSettings, type Settings } from '@onegrid/server/config.ts'
import type { Database } from '@onegrid/server/database/database.ts'
import { discardEmbedded } from '@onegrid/server/database/embedded.ts'
import type { Town } from '@onegrid/server/http/town.ts'
import { readTowns } from '@onegrid/server/jobs/ports.ts'
import { serve } from '@onegrid/server/serve.ts'
import { accountsText } from './accounts.ts'
import { demoNow, type StoryClock, storyBegins, storyClock } from './clock.ts'
import { forget, readKept, writeKept } from './kept.ts'
import { makeDemo, type Story, wholeStory } from './make.ts'
import { registerDemoPages } from './pages.ts'
import { type Progress, progressOn } from './progress.ts'

/** Beside the product's data, never in them: a demo is thrown away with a light hand. */
export function demoSettings(
  environment: Readonly<Record<string, string | undefined>>,
  folder: 'demo' | 'county' = 'demo',
): Settings {
  // A visitor at the console wants the accounts, not a line for each request.
  const settings = readSettings({ ...environment, LOG_LEVEL: environment['LOG_LEVEL'] ?? 'warn' })
  return { ...settings, dataFolder: path.join(settings.dataFolder, folder) }
}

/** Asked before the story is told, which takes a while. */
async function demandFreePort({ port, host }: Settings): Promise<void> {
  if (port === 0) return
  const probe = net.createServer()
  await new Promise<void>((done, failed) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return done()
      failed(new Error(`Port ${port} is used by another program; stop it, or start with PORT=… of your choice.`))
    })
    probe.listen(port, host, () => probe.close(() => done()))
  })
}

async function demandOwnDatabase(database: Database): Promise<void> {
  if ((await readTowns(database)).length === 0) return
  throw new Error('This database holds a town that is not this demo; give DATABASE_URL an empty database, or none.')
}

export type DemoRun = {
  readonly settings: Settings
  /** Throws away what an earlier demo kept. */
  readonly fresh: boolean
  readonly stopSignal: Promise<unknown>
  readonly machineNow: () => Instant
  readonly say: (line: string) => void
  readonly progress: Parameters<typeof progressOn>[0]
  /** The screens, where a source of them changed. */
  readonly buildWeb: () => Promise<unknown>
  readonly story?: Story
  /** Another example than the town with its story. */
  readonly example?: Example
}

/** What an empty installation becomes, and what a visitor is told about it. */
export type Example = {
  make(ports: Ports & { readonly clock: StoryClock }, progress: Progress): Promise<{ readonly town: Town }>
  readonly pages?: NonNullable<Ports['pages']>
  told(address: string): string
}

const townWith = (story: Story): Example => ({
  make: (ports, progress) => makeDemo(ports, progress, story),
  pages: registerDemoPages,
  told: accountsText,
})

/** Ctrl-C in the middle of the story ends it there; what was told so far is thrown away by the next start. */
function breakable(bar: Progress, asked: () => boolean): Progress {
  return {
    ...bar,
    step(what) {
      if (asked()) throw new Error('Stopped before the example town was finished; the next start begins it anew.')
      bar.step(what)
    },
  }
}

/** The whole life of a demo: told at its first start, gone on with at every later one. */
export async function runDemo(run: DemoRun): Promise<void> {
  const { settings, fresh, stopSignal, machineNow, say, progress, buildWeb, story = wholeStory } = run
  const example = run.example ?? townWith(story)
  await demandFreePort(settings)
  const { dataFolder, databaseUrl } = settings
  const kept = fresh ? undefined : readKept(dataFolder)
  if (kept === undefined && databaseUrl === undefined) await discardEmbedded(path.join(dataFolder, 'database'))
  if (kept === undefined) forget(dataFolder)
  await buildWeb()
  const clock = storyClock(storyBegins)
  let asked = false
  void stopSignal.then(() => {
    asked = true
  })
  await serve({
    settings,
    say,
    stopSignal,
    demo: true,
    ...(example.pages ? { pages: example.pages } : {}),
    async clockFrom(database) {
      if (kept) clock.goOn(demoNow(kept.madeAt, machineNow()))
      else await demandOwnDatabase(database)
      return clock
    },
    async prepare({ ports }) {
      if (kept) return
      const { town } = await example.make(
        { ...ports, clock },
        breakable(progressOn(progress), () => asked),
      )
      const madeAt = machineNow()
      writeKept(dataFolder, { madeAt, tenantId: town.tenantId })
      clock.goOn(demoNow(madeAt, madeAt))
    },
    afterReady: address => say(example.told(address)),
  })
}
