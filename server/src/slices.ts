import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { Plant } from './account/set-up.ts'
import type { Ports } from './app.ts'
import { registerPhotoRoutes } from './blobs/routes.ts'
import { sweepOrphansOf } from './blobs/sweep.ts'
import { plantGrids, townAlone } from './grid/commands.ts'
import { registerGridExport } from './grid/export/routes.ts'
import { registerGridImportRoutes, sweepGridImports } from './grid/import/routes.ts'
import { registerLandmarkRoutes } from './grid/landmark-routes.ts'
import { registerMapSettings } from './grid/map-settings.ts'
import { tellGroundFacts } from './grid/plan/ground-facts.ts'
import { sweepDivisions } from './grid/plan/in-force.ts'
import { registerPlanRoutes } from './grid/plan/routes.ts'
import { registerProposalRoutes } from './grid/propose/routes.ts'
import { readHomes } from './grid/propose/store.ts'
import { registerGridRoutes } from './grid/routes.ts'
import { registerSupplyRoutes } from './grid/supply-routes.ts'
import { registerVenueRoutes } from './grid/venue/routes.ts'
import type { App } from './http/route.ts'
import { registerAuditRoutes } from './insight/audit-routes.ts'
import { registerGettingStarted } from './insight/getting-started-routes.ts'
import { registerSweep } from './jobs/sweep.ts'
import { registerNotices } from './notice/register.ts'
import { townLookups } from './notice/town-lookups.ts'
import { registerCoverageRoutes } from './team/coverage-routes.ts'
import { postsFollowing, postsOn, teamFollowsDivisions } from './team/division.ts'
import { registerDutyRoutes } from './team/duty/routes.ts'
import { registerEmergencyRoutes } from './team/emergency/routes.ts'
import { sweepLapsedPosts } from './team/lapsed-posts.ts'
import { registerLeaveRoutes } from './team/leave-routes.ts'
import { sweepLeaves } from './team/leaves.ts'
import { registerPeopleImportRoutes, sweepPeopleImports } from './team/people-import/routes.ts'
import { plantPostKinds } from './team/post-kinds.ts'
import { registerPostRoutes } from './team/post-routes.ts'
import { demandPeople, personNames } from './team/queries.ts'
import { sweepActivities } from './team/report-in/activity-commands.ts'
import { registerReportInRoutes } from './team/report-in/routes.ts'
import { registerTrainingFileRoutes } from './team/training/file-routes.ts'
import { registerTrainingPages } from './team/training/page.ts'
import { registerTrainingRoutes } from './team/training/routes.ts'
import { plantCatalogue } from './ticket/catalogue.ts'
import { registerCatalogueRoutes } from './ticket/catalogue-routes.ts'
import { openPlaces, ticketsOn } from './ticket/division.ts'
import { needCodes } from './ticket/offers.ts'
import { registerTicketPages } from './ticket/pages.ts'
import { mayViewTicketPhoto } from './ticket/photos.ts'
import { ticketReactions } from './ticket/reactions.ts'
import { registerTicketRoutes } from './ticket/routes.ts'

/** The slices, one line each, in the order of the house (kernel ← grid ← team ← ticket …). */
export async function registerSlices(app: App, ports: Ports): Promise<void> {
  registerGridRoutes(app, ports)
  registerSupplyRoutes(app, ports)
  registerPlanRoutes(app, { ...ports, personNames })
  registerGridImportRoutes(app, ports)
  registerGridExport(app, ports)
  sweepGridImports()
  registerProposalRoutes(app, ports)
  tellGroundFacts({ openPlaces, ticketsOn, postsOn, postsFollowing, households: readHomes })
  teamFollowsDivisions()
  registerSweep('divisions', 'always', sweepDivisions)
  registerVenueRoutes(app, { ...ports, demandPeople, personNames })
  registerLandmarkRoutes(app, ports)
  registerMapSettings(app, ports.settings)
  registerPostRoutes(app, ports)
  registerTrainingRoutes(app, ports)
  registerTrainingFileRoutes(app, ports)
  registerReportInRoutes(app, { ...ports, skillsOf: (tenantId, tx) => needCodes(ports, tenantId, tx) })
  registerEmergencyRoutes(app, ports)
  registerDutyRoutes(app, ports)
  registerTrainingPages(app, ports)
  registerLeaveRoutes(app, ports)
  registerCoverageRoutes(app, ports)
  registerSweep('leaves and handovers', 'always', sweepLeaves)
  sweepActivities()
  registerSweep('lapsed posts', 'hourly', sweepLapsedPosts)
  registerCatalogueRoutes(app, ports)
  await registerPhotoRoutes(app, ports, mayViewTicketPhoto)
  registerPeopleImportRoutes(app, ports)
  registerTicketRoutes(app, ports)
  registerTicketPages(app, ports)
  registerAuditRoutes(app, ports)
  registerGettingStarted(app, ports)
  ticketReactions()
  sweepPeopleImports()
  registerSweep('orphan photos', 'hourly', async (_ports, tenantId) => void (await sweepOrphansOf(ports, tenantId)))
  registerNotices(app, ports, { lookups: townLookups(ports), findActor: app.findActor, ...noticeSettings(ports) })
}

/** The demo shows its messages itself, and its gateway may stand on the same machine. */
function noticeSettings({ settings, demo = false }: Ports) {
  const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`
  return { publicUrl, demo, trust: { loopback: demo, privateNetworks: false } }
}

/** What a new town begins with: its large grid alone, the kinds of posts, and the categories of a template. */
export function plantTown({ clock, ids }: Pick<Ports, 'clock' | 'ids'>): Plant {
  return async (tx, { code, name, zone }, { template }) => {
    const recordedAt = clock.now()
    await plantGrids(tx, ids, townAlone(code, name), localDate(zone, recordedAt))
    await plantPostKinds(tx, recordedAt)
    await plantCatalogue(tx, { ids }, template, { commandId: 'set-up', recordedAt, actor: { kind: 'clock' } })
  }
}
