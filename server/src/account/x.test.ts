import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'

test('m', async () => {
  const t = await testDatabase()
  await t.drop()
})
