import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { fileBlobs } from './blobs.ts'

const here = '01930000-0000-7000-8000-00000000000a'
const elsewhere = '01930000-0000-7000-8000-00000000000b'
let folder: string
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'onegrid-blobs-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function all(names: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = []
  for await (const name of names) found.push(name)
  return found
}

describe('files of a tenant under their SHA-256', () => {
  test('given a file, when it is kept, then it lies under its digest, for its tenant only', async () => {
    const blobs = fileBlobs(folder)
    const bytes = Buffer.from('a photo')
    const sha256 = await blobs.put(here, bytes)
    assert.equal(sha256, createHash('sha256').update(bytes).digest('hex'))
    assert.deepEqual(await readFile(path.join(folder, 'files', here, sha256.slice(0, 2), sha256)), bytes)
    assert.deepEqual(await blobs.get(here, sha256), bytes)
    assert.equal(await blobs.get(elsewhere, sha256), undefined)
    assert.equal(await blobs.has(elsewhere, sha256), false)
    assert.deepEqual(await all(blobs.list(here)), [sha256])
    assert.equal((await stat(path.join(folder, 'files', here))).mode & 0o077, 0, 'no other account reads it')
  })

  test('given a file that was cut by a full disk, when the same bytes are kept again, then it is whole', async () => {
    const blobs = fileBlobs(folder)
    const sha256 = await blobs.put(here, Buffer.from('whole'))
    const { truncate } = await import('node:fs/promises')
    await truncate(path.join(folder, 'files', here, sha256.slice(0, 2), sha256), 2)
    await blobs.put(here, Buffer.from('whole'))
    assert.equal(String(await blobs.get(here, sha256)), 'whole')
  })

  test('a removed file is gone, and removing it twice is no fault', async () => {
    const blobs = fileBlobs(folder)
    const sha256 = await blobs.put(here, Buffer.from('soon gone'))
    await blobs.remove(here, sha256)
    await blobs.remove(here, sha256)
    assert.equal(await blobs.has(here, sha256), false)
  })

  test('no name leads out of the folder', async () => {
    const blobs = fileBlobs(folder)
    await assert.rejects(blobs.get('../..', 'a'.repeat(64)), /no id of a tenant/)
    await assert.rejects(blobs.get(here, '../../../../etc/passwd'), /no SHA-256/)
  })

  test('given two processes that keep the same files at the same time, then each is there once and whole', async () => {
    const program = `
      const { fileBlobs } = await import(process.argv[1])
      const blobs = fileBlobs(process.argv[2])
      for (let size = 0; size < 40; size++) await blobs.put('${elsewhere}', Buffer.alloc(size * 5000, size))`
    const url = new URL('./blobs.ts', import.meta.url).href
    const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, url, folder])
    await Promise.all([run(), run()])
    const blobs = fileBlobs(folder)
    const names = await all(blobs.list(elsewhere))
    assert.equal(names.length, 40)
    for (const name of names) {
      const bytes = await blobs.get(elsewhere, name)
      assert.equal(createHash('sha256').update(bytes!).digest('hex'), name)
    }
    assert.deepEqual(
      await readdir(path.join(folder, 'files', elsewhere, 'incoming')),
      [],
      'nothing half-written is left',
    )
  })
})
