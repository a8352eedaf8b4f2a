import type { Ports } from './app.ts'
import { registerPhotoRoutes } from './blobs/routes.ts'
import { registerGridRoutes } from './grid/routes.ts'
import type { App } from './http/route.ts'
import { registerNotices } from './notice/register.ts'
import { townLookups } from './notice/town-lookups.ts'
import { registerCatalogueRoutes } from './ticket/catalogue-routes.ts'
import { mayViewTicketPhoto } from './ticket/photos.ts'
import { ticketReactions } from './ticket/reactions.ts'
import { registerTicketRoutes } from './ticket/routes.ts'

/** The slices, one line each, in the order of the house (kernel ← grid ← team ← ticket …). */
export async function registerSlices(app: App, ports: Ports): Promise<void> {
  registerGridRoutes(app, ports)
  registerCatalogueRoutes(app, ports)
  await registerPhotoRoutes(app, ports, mayViewTicketPhoto)
  registerTicketRoutes(app, ports)
  ticketReactions()
  registerNotices(app, ports, { lookups: townLookups(ports), findActor: app.findActor, ...noticeSettings(ports) })
}

/** The demo shows its messages itself, and its gateway may stand on the same machine. */
function noticeSettings({ settings, demo = false }: Ports) {
  const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`
  return { publicUrl, demo, trust: { loopback: demo, privateNetworks: false } }
}
