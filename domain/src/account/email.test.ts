import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emailFrom, maskedEmail } from './email.ts'

test('given an address as people write it, when it is read, then it is one address', () => {
  assert.equal(emailFrom(' Gu.Yawen@Example.CN '), 'Gu.Yawen@example.cn')
  assert.equal(emailFrom('name＠example.cn'), 'name@example.cn')
})
test('given something else, when it is read, then it is refused at its field', () => {
  for (const said of ['', 'name', 'a@b', 'a b@example.cn', 'x@example.cn, y@example.cn', '顾 <gu@example.cn>'])
    assert.throws(() => emailFrom(said), { code: 'field_invalid' }, said)
  assert.throws(() => emailFrom(`${'a'.repeat(65)}@example.cn`), { code: 'field_invalid' })
})
test('a masked address keeps its first letter and its domain', () => {
  assert.equal(maskedEmail('gu.yawen@example.cn'), 'g***@example.cn')
})
