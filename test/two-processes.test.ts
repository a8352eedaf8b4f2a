import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { emptyDatabase, withoutOldestServer } from './database.ts'

const project = path.resolve(import.meta.dirname, '..')

type Running = { readonly child: ChildProcess; readonly address: string; readonly setUpLink: string | undefined }

/** The product as `npm start` runs it, on any free port, over a given database. */
async function start(database: { appUrl: string; ownerUrl: string }, data: string): Promise<Running> {
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: project,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      LOG_LEVEL: 'error',
      ONEGRID_DATA: data,
      // The owner alone: the product steps down to its own role by itself.
      DATABASE_URL: database.ownerUrl,
    },
  })
  let said = ''
  child.stderr?.on('data', chunk => {
    said += String(chunk)
  })
  const address = await new Promise<string>((found, failed) => {
    child.stdout?.on('data', chunk => {
      said += String(chunk)
      const ready = /OneGrid is ready: (\S+)/.exec(said)?.[1]
      if (ready) found(ready)
    })
    child.once('exit', code => failed(new Error(`ended with ${code}: ${said}`)))
  })
  return { child, address, setUpLink: /[?&]link=([\w-]+)/.exec(said)?.[1] }
}

async function stop({ child }: Running, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

for (const oldest of [false, true]) {
  describe(`two processes over one database (${oldest ? 'PostgreSQL 15' : 'PostgreSQL 18'})`, {
    skip: oldest && withoutOldestServer,
  }, () => {
    const data = mkdtempSync(path.join(os.tmpdir(), 'onegrid-two-'))
    let database: Awaited<ReturnType<typeof emptyDatabase>>
    let first: Running
    let second: Running
    before(async () => {
      database = await emptyDatabase({ oldest })
      first = await start(database, data)
    })
    after(async () => {
      if (second?.child.exitCode === null) await stop(second)
      await database?.drop()
      rmSync(data, { recursive: true, force: true })
    })

    const send = (to: Running, url: string, body: object, commandId: string, cookie = '') =>
      fetch(`${to.address}${url}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': commandId, cookie },
        body: JSON.stringify(body),
      })

    test('the first visit sets it up, the second process knows it at once, one command is done once by both', async () => {
      const administrator = { name: '温若兰', username: 'wen', password: 'example-passphrase-22' }
      const town = { name: '示例镇', code: 'SL', zone: 'Asia/Shanghai' }
      const done = await send(first, '/api/v1/setup', { link: first.setUpLink, town, administrator }, 'set-up-1')
      assert.equal(done.status < 300, true, await done.text())
      second = await start(database, data)
      assert.equal(second.setUpLink, undefined, 'set up once, then never again')
      const body = { words: '桥头护栏撞断一截,骑摩托好危险', phone: '13800138000' }
      const both = await Promise.all([first, second].map(each => send(each, '/api/v1/tickets', body, 'same-command')))
      assert.deepEqual(
        both.map(answer => answer.status),
        [201, 201],
      )
      const numbers = await Promise.all(both.map(async answer => ((await answer.json()) as { number: string }).number))
      assert.ok(numbers[0], 'acknowledged')
      assert.equal(new Set(numbers).size, 1)
      const seen = await fetch(`${second.address}/api/v1/public/tickets/${numbers[0]}`)
      assert.equal(seen.status, 200)
    })

    test('one that is killed takes nothing along', async () => {
      const body = { words: '路灯不亮', phone: '13800138000' }
      const answer = await send(first, '/api/v1/tickets', body, 'before-the-kill')
      assert.equal(answer.status, 201)
      const { number } = (await answer.json()) as { number: string }
      await stop(first, 'SIGKILL')
      const again = await send(second, '/api/v1/tickets', body, 'before-the-kill')
      assert.equal(again.status, 201)
      assert.equal(((await again.json()) as { number: string }).number, number)
      await stop(second)
      assert.equal(second.child.exitCode, 0, 'SIGTERM ends it cleanly')
    })
  })
}
