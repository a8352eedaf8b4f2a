import { lookup as resolve } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** Addresses that a town's setting may name beyond the public internet; said by the process, never by the town. */
export type Trust = { readonly loopback: boolean; readonly privateNetworks: boolean }

export const publicOnly: Trust = { loopback: false, privateNetworks: false }

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const privateNetworks = new BlockList()
privateNetworks.addSubnet('10.0.0.0', 8, 'ipv4')
privateNetworks.addSubnet('172.16.0.0', 12, 'ipv4')
privateNetworks.addSubnet('192.168.0.0', 16, 'ipv4')
privateNetworks.addSubnet('100.64.0.0', 10, 'ipv4')
privateNetworks.addSubnet('fc00::', 7, 'ipv6')

/** Never, whatever is trusted: the machine's own metadata, nobody, everybody, ways round through other notations. */
const never = new BlockList()
never.addSubnet('0.0.0.0', 8, 'ipv4')
never.addSubnet('169.254.0.0', 16, 'ipv4')
never.addSubnet('192.0.0.0', 24, 'ipv4')
never.addSubnet('192.0.2.0', 24, 'ipv4')
never.addSubnet('198.18.0.0', 15, 'ipv4')
never.addSubnet('198.51.100.0', 24, 'ipv4')
never.addSubnet('203.0.113.0', 24, 'ipv4')
never.addSubnet('224.0.0.0', 3, 'ipv4')
never.addAddress('::', 'ipv6')
never.addSubnet('fe80::', 10, 'ipv6')
never.addSubnet('ff00::', 8, 'ipv6')
never.addSubnet('64:ff9b::', 96, 'ipv6')
never.addSubnet('2002::', 16, 'ipv6')

export function isAllowed(address: string, trust: Trust): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  const version = isIP(plain)
  if (version === 0) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  // An IPv4 address hidden in hexadecimal inside an IPv6 one.
  if (family === 'ipv6' && /^::ffff:/i.test(plain)) return false
  if (never.check(plain, family)) return false
  if (loopback.check(plain, family)) return trust.loopback
  if (privateNetworks.check(plain, family)) return trust.privateNetworks
  return true
}

export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/**
 * The address to connect to. The caller connects to exactly this one: a name that answers differently the second time
 * would lead the product into its own network.
 */
export async function allowedAddress(host: string, trust: Trust): Promise<{ address: string; family: 4 | 6 }> {
  const name = host.replace(/^\[|\]$/g, '')
  const found =
    isIP(name) === 0 ? await resolve(name, { all: true, verbatim: true }) : [{ address: name, family: isIP(name) }]
  if (found.length === 0) throw new AddressRefused(`${name} has no address`)
  // One bad answer among good ones is a trap as well.
  const bad = found.find(each => !isAllowed(each.address, trust))
  if (bad) throw new AddressRefused(`${name} leads to ${bad.address}, which is not on the public internet`)
  const [first] = found
  return { address: first!.address, family: first!.family === 6 ? 6 : 4 }
}
