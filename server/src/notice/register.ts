import type { FindActor } from '../http/request.ts'
import type { App } from '../http/route.ts'
import { registerErrand } from '../jobs/errands.ts'
import { registerJobMeasures } from '../jobs/measures.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { registerOutboxPruning } from '../jobs/prune.ts'
import { publicOnly, type Trust } from './address-guard.ts'
import { runDeliveries } from './deliver.ts'
import { registerDemoPhonePage } from './demo-phone-page.ts'
import { registerDutyNotices } from './duty-notices.ts'
import { registerEmergencyNotices } from './emergency-notices.ts'
import { openLiveFeed } from './live-feed.ts'
import { registerLiveRoute } from './live-routes.ts'
import type { Lookups } from './lookups.ts'
import { registerOwnContactRoutes } from './own-contact-routes.ts'
import { registerPlanNotices } from './plan-notices.ts'
import { registerActivityNotices, registerNoticeReactions } from './reactions.ts'
import { registerNoticeRoutes } from './routes.ts'

export type NoticeOptions = {
  readonly lookups: Lookups
  readonly findActor: FindActor
  /** Where links in messages lead, without a slash at the end. */
  readonly publicUrl: string
  /** Only the demo has the page with everybody's messages. */
  readonly demo?: boolean
  readonly trust?: Trust
}

/** The slice's one line in app.ts: routes, live stream, reactions and deliveries, all taken back when the app closes. */
export function registerNotices(app: App, ports: JobPorts, options: NoticeOptions): void {
  const { lookups, findActor, publicUrl, demo = false, trust = publicOnly } = options
  registerNoticeRoutes(app, ports)
  registerOwnContactRoutes(app, ports)
  if (demo) registerDemoPhonePage(app, ports)
  const feed = openLiveFeed(ports, lookups, error => app.log.warn({ err: error }, 'the live feed could not be read'))
  registerLiveRoute(app, { feed, findActor })
  registerJobMeasures(app.metrics)
  const ways = [
    registerNoticeReactions(lookups),
    registerActivityNotices(),
    registerEmergencyNotices(lookups),
    registerDutyNotices(),
    registerPlanNotices(lookups),
    registerErrand('deliveries', (jobPorts, tenantId, scope, log) =>
      runDeliveries(jobPorts, { lookups, trust, publicUrl }, tenantId, scope, log),
    ),
    registerOutboxPruning(),
  ]
  app.addHook('onClose', async () => {
    for (const back of ways) back()
  })
}
