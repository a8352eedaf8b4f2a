import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test, { afterEach, beforeEach } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { emptyDatabase, testDatabase, withoutOldestServer } from '../../../test/database.ts'
import { backup } from './backup.ts'
import { type Database, openDatabase } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { embeddedFolder } from './place.ts'
import { restore } from './restore.ts'

const town = '018f0000-0000-7000-8000-00000000000a'
const madeAt = '2022-09-26T00:30:00.000Z'
let folder: string
let filesFolder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-backup-'))
  filesFolder = path.join(folder, 'files')
  file = path.join(folder, 'town.backup')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Values that text formats stumble over. */
const awkward = ['一格 🌾', 'tab\there', 'line\nline', 'back\\slash', '\\N', '\\.', '', 'quote \' " ;', '\u200b\u202e']

async function addTown(database: Database, code = 'DC'): Promise<void> {
  await database.host(tx =>
    tx.query(
      'insert into tenant (tenant_id, code, name, host_names, zone, created_at) values ($1, $2, $3, $4, $5, $6)',
      [town, code, '东成镇', awkward, 'Asia/Shanghai', madeAt],
    ),
  )
}

const addDay = (database: Database, number: number): Promise<unknown> =>
  database.host(tx =>
    tx.query(
      "insert into calendar_day (country, day, kind, name) values ('ZZ', '1900-01-01'::date + $1::int, 'holiday', $2)",
      [number, awkward[number % awkward.length]],
    ),
  )

function addPhoto(bytes: Buffer): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const place = path.join(filesFolder, town, sha256.slice(0, 2))
  mkdirSync(place, { recursive: true })
  writeFileSync(path.join(place, sha256), bytes)
  return path.join(town, sha256.slice(0, 2), sha256)
}

const days = (database: Database): Promise<{ name: string }[]> =>
  database.host(tx =>
    tx.query("select day, kind, name, provisional, source from calendar_day where country = 'ZZ' order by day"),
  )

for (const oldest of [false, true])
  test(`given rows, photos and writers at work, when backed up and restored${oldest ? ' to the oldest PostgreSQL' : ''}, then one moment of it is there`, {
    skip: oldest && withoutOldestServer,
  }, async () => {
    const from = await testDatabase()
    const to = await emptyDatabase({ oldest })
    try {
      await addTown(from.database)
      for (let number = 0; number < 50; number++) await addDay(from.database, number)
      const photos = [addPhoto(randomBytes(3_000_000)), addPhoto(Buffer.from('small')), addPhoto(Buffer.alloc(0))]
      mkdirSync(path.join(filesFolder, town, 'incoming'), { recursive: true })
      writeFileSync(path.join(filesFolder, town, 'incoming', 'half'), 'half a photo')
      let going = true
      let written = 50
      const writers = [0, 1, 2].map(async () => {
        while (going) {
          const number = written++
          await addDay(from.database, number)
        }
      })
      const manifest = await backup({ ownerUrl: from.ownerUrl, filesFolder, file, madeAt })
      going = false
      await Promise.all(writers)
      const kept = manifest.tables.find(table => table.name === 'calendar_day')
      assert.ok(kept && kept.rows >= 50)
      assert.deepEqual(manifest.files.map(entry => entry.path).sort(), photos.sort())
      assert.equal(statSync(file).mode & 0o777, 0o600)

      const there = path.join(folder, 'there', 'files')
      mkdirSync(path.dirname(there))
      await restore({ ...to, filesFolder: there, file })
      const restored = await openDatabase({ ...to, poolSize: 2 })
      const original = await days(from.database)
      const copied = await days(restored)
      const expected = (await restored.host(tx => tx.query('select count(*) as rows from calendar_day'))) as {
        rows: number
      }[]
      assert.equal(expected[0]?.rows, kept.rows)
      const byDay = new Map(original.map(row => [JSON.stringify(row), true]))
      assert.ok(
        copied.length >= 50 && copied.every(row => byDay.has(JSON.stringify(row))),
        'each restored row is an original one',
      )
      assert.deepEqual(
        await restored.host(tx => tx.query('select * from tenant')),
        await from.database.host(tx => tx.query('select * from tenant')),
      )
      for (const photo of photos)
        assert.deepEqual(readFileSync(path.join(there, photo)), readFileSync(path.join(filesFolder, photo)))
      const forced = await restored.pool.query(
        `select count(*) as bare from pg_class c where relnamespace = 'onegrid'::regnamespace and relkind = 'r' and relname <> 'tenant' and not relforcerowsecurity
              and exists (select 1 from pg_attribute a where a.attrelid = c.oid and attname = 'tenant_id')`,
      )
      assert.deepEqual(forced.rows, [{ bare: 0 }])
      await restored.close()

      const keys = "select count(*) as keys from pg_constraint where contype = 'f'"
      const again = await openDatabase({ ...to, poolSize: 1 })
      assert.deepEqual(
        (await again.pool.query(keys)).rows,
        (await from.database.pool.query(keys)).rows,
        'each foreign key is in force again',
      )
      await again.close()
      await assert.rejects(restore({ ...to, filesFolder: there, file }), /not empty/)
      await assert.rejects(backup({ ownerUrl: from.ownerUrl, filesFolder, file, madeAt }), /exists already/)
    } finally {
      await from.drop()
      await to.drop()
    }
  })

test('given a file that is cut, changed or something else, then it is refused and nothing is there', async () => {
  const from = await testDatabase()
  const to = await emptyDatabase()
  try {
    await addTown(from.database)
    await addDay(from.database, 1)
    addPhoto(Buffer.from('a photo of the lane'))
    await backup({ ownerUrl: from.ownerUrl, filesFolder, file, madeAt })
    const there = path.join(folder, 'there')
    const refused = async (bytes: Buffer, sentence: RegExp): Promise<void> => {
      const bad = path.join(folder, 'bad.backup')
      writeFileSync(bad, bytes)
      await assert.rejects(restore({ ...to, filesFolder: there, file: bad }), sentence)
      assert.ok(!existsSync(there))
      const empty = await openDatabase({ ...to, poolSize: 1 })
      assert.deepEqual(await empty.host(tx => tx.query('select code from tenant')), [])
      await empty.close()
    }
    const whole = readFileSync(file)
    const tar = gunzipSync(whole)
    await refused(whole.subarray(0, whole.length / 2), /damaged/)
    await refused(gzipSync(tar.subarray(0, tar.length - 3 * 1024)), /damaged/)
    await refused(Buffer.from('not a backup'), /damaged or not a backup/)
    const row = Buffer.from(tar)
    row.write('西', row.indexOf('东成镇'))
    await refused(gzipSync(row), /rows of onegrid\.tenant are not those/)
    const photo = Buffer.from(tar)
    photo.write('X', photo.indexOf('a photo of the lane'))
    await refused(gzipSync(photo), /file .* is not what was written/)
    await restore({ ...to, filesFolder: there, file })
  } finally {
    await from.drop()
    await to.drop()
  }
})

test('given no place for the backup, then no file stays under its name', async () => {
  const from = await testDatabase()
  try {
    await assert.rejects(
      backup({ ownerUrl: from.ownerUrl, filesFolder, file: path.join(folder, 'no', 'such', 'place'), madeAt }),
      /There is no folder for .*; no backup was written/,
    )
    assert.deepEqual(readdirSync(folder), [])
  } finally {
    await from.drop()
  }
})

function command(name: string, ...given: [string, string]): Promise<{ code: number; output: string }> {
  const [target, dataFolder] = given
  const environment = { ...process.env, ONEGRID_DATA: dataFolder, INIT_CWD: folder }
  return new Promise(resolve =>
    execFile(
      process.execPath,
      [path.join(import.meta.dirname, name), target],
      { env: environment },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, output: out + err }),
    ),
  )
}

test('given the embedded product at work, when the two commands are run, then they join it, and refuse where they must', async () => {
  const here = path.join(folder, 'here')
  const there = path.join(folder, 'there')
  const server = await openEmbedded({ folder: embeddedFolder(here), log: () => {} })
  const database = await openDatabase({ ...server, poolSize: 2 })
  await addTown(database)
  addPhoto(Buffer.from('photo'))
  cpSync(filesFolder, path.join(here, 'files'), { recursive: true })
  const made = await command('backup-command.ts', 'daily.backup', here)
  assert.match(made.output, /^Backed up \d+ rows of \d+ tables and 1 files into .*daily\.backup\n$/)
  const busy = await command('restore-command.ts', 'daily.backup', here)
  assert.match(busy.output, /already in use by another OneGrid/)
  assert.equal(busy.code, 1)
  await database.close()
  await server.stop()
  const stopped = await command('backup-command.ts', 'second.backup', here)
  assert.equal(stopped.code, 0, 'also while nothing runs')
  const restored = await command('restore-command.ts', 'daily.backup', there)
  assert.match(restored.output, /^Restored \d+ rows of \d+ tables and 1 files; all counts and digests agree\.\n$/)
  const missing = await command('restore-command.ts', 'nowhere.backup', path.join(folder, 'other'))
  assert.match(missing.output, /There is no file .*nowhere\.backup/)
})
