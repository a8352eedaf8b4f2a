import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskedPhone, phoneFrom, writtenPhone } from './phone.ts'

test('given a number as people write it, when it is read, then it is one number', () => {
  for (const said of ['13800138000', '138 0013 8000', '+86 138-0013-8000', '8613800138000', '13800138000'])
    assert.equal(phoneFrom(said), '+8613800138000', said)
  assert.equal(phoneFrom('+852 5123 4567'), '+85251234567')
  assert.equal(phoneFrom('0085251234567'), '+85251234567')
})

test('given something else, when it is read, then it is refused', () => {
  for (const said of ['', '110', '12345678901', '1380013800', '+8612345678901', 'abc', '138001380000', '1380013800①x'])
    assert.throws(() => phoneFrom(said), { code: 'phone_invalid' }, said)
})

test('a masked number keeps three and four digits', () => {
  assert.equal(maskedPhone('+8613800138000'), '138****8000')
})
test('given a stored number, when it is shown, then it is written as people here write it', () => {
  assert.equal(writtenPhone('+8613800138000'), '138 0013 8000')
  assert.equal(writtenPhone('+85251234567'), '+85251234567')
})
