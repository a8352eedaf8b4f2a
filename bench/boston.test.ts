import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { simulatedClock } from '@onegrid/server/clock.ts'
import { verifyInstallation } from '@onegrid/server/verify.ts'
import { testDatabase } from '../test/database.ts'
import { openApplication } from './application.ts'
import { beforeFirst, extractedAt } from './boston.ts'
import { type Case, readCases, withoutBoston } from './boston-cases.ts'
import { compare } from './boston-compare.ts'
import { play } from './boston-replay.ts'
import { plantBoston } from './boston-town.ts'
import { portsOver, temporaryFolder } from './ground.ts'

/** All that is odd, and every so-many-th of the rest: what closes before it opens, what has no place, late both ways. */
function slice(all: readonly Case[]): readonly Case[] {
  const odd = all.filter(each => (each.closed !== undefined && each.closed < each.opened) || each.lon === undefined)
  const late = all.filter(each => each.overdue && each.closed !== undefined).filter((_, index) => index % 6 === 0)
  const never = all.filter(each => each.overdue && each.closed === undefined).filter((_, index) => index % 20 === 0)
  const usual = all.filter(each => !each.overdue).filter((_, index) => index % 70 === 0)
  return [...new Set([...odd, ...late, ...never, ...usual])]
}

test('a slice of the cases of Boston: the product says of each what its source says', {
  skip: withoutBoston,
}, async t => {
  const all = readCases()
  const cases = slice(all)
  const clock = simulatedClock(beforeFirst)
  const { database, drop } = await testDatabase()
  const folder = temporaryFolder()
  const ports = portsOver(database, clock, folder)
  const town = await plantBoston(ports, all)
  const app = await openApplication(ports, new Map([[town.centre.personId, town.centre]]))
  t.after(async () => {
    await app.close()
    await drop()
    rmSync(folder, { recursive: true, force: true })
  })

  const played = await play({ ports, clock, town }, cases, extractedAt(all))

  const compared = await compare(app, town, played)
  assert.deepEqual(compared.differences, [])
  assert.equal(compared.agree, cases.length)
  assert.equal(compared.places, cases.filter(each => each.lon !== undefined).length)
  assert.deepEqual((await verifyInstallation(ports, town.tenantId)).faults, [])
  assert.equal(cases.filter(each => each.closed !== undefined && each.closed < each.opened).length, 8)

  // A comparison that cannot fail would prove nothing: told the opposite, it must name every case.
  const opposite = new Map([...played].map(([number, each]) => [number, { ...each, overdue: !each.overdue }]))
  assert.equal((await compare(app, town, opposite)).agree, 0)
})
