import { systemClock } from './clock.ts'
import { readSettings } from './config.ts'
import { openDatabase } from './database/database.ts'
import { joinServer } from './database/place.ts'
import { readTowns } from './jobs/ports.ts'
import { verifyInstallation } from './verify.ts'

// `npm run verify`: every chain, anchor, content and projection of every town against the rows; exit 1 when anything differs.
try {
  const server = await joinServer(readSettings(process.env), line => console.error(line))
  try {
    const database = await openDatabase({ ...server, poolSize: 2 })
    let faults = 0
    for (const { tenantId } of await readTowns(database)) {
      const verified = await verifyInstallation({ database, clock: systemClock() }, tenantId)
      for (const fault of verified.faults) {
        const place = fault.sequence === undefined ? '' : ` entry ${fault.sequence}`
        console.log(`${fault.what}: ${fault.streamKind} ${fault.streamId}${place}: ${fault.detail}`)
      }
      faults += verified.faults.length
      console.log(
        `${tenantId}: ${verified.streams} chains, ${verified.events} entries, ${verified.contents} texts, ${verified.faults.length} faults`,
      )
    }
    await database.close()
    console.log(faults === 0 ? 'The journal is clean.' : `${faults} faults found.`)
    if (faults > 0) process.exitCode = 1
  } finally {
    await server.stop()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
