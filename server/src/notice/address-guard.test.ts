import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AddressRefused, allowedAddress, isAllowed, publicOnly } from './address-guard.ts'

test('only the public internet, however the address is written', () => {
  for (const address of ['8.8.8.8', '2001:4860:4860::8888', '114.114.114.114'])
    assert.equal(isAllowed(address, publicOnly), true, address)
  for (const address of [
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    'fe80::1',
    'fd00::1',
    '64:ff9b::7f00:1',
    'not an address',
  ])
    assert.equal(isAllowed(address, publicOnly), false, address)
})

test('what the process trusts is allowed, and nothing beside it', () => {
  const own = { loopback: true, privateNetworks: false }
  assert.equal(isAllowed('127.0.0.1', own), true)
  assert.equal(isAllowed('10.0.0.1', own), false)
  assert.equal(isAllowed('169.254.169.254', { loopback: true, privateNetworks: true }), false)
})

test('a name that leads inside is refused before anything is sent', async () => {
  await assert.rejects(allowedAddress('localhost', publicOnly), AddressRefused)
  await assert.rejects(allowedAddress('[::1]', publicOnly), AddressRefused)
})
