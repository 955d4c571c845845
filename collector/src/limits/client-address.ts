import type { IncomingMessage } from 'node:http'
import { isIPv4 } from 'node:net'
import proxyAddr from '@fastify/proxy-addr'
import ipaddr from 'ipaddr.js'

/** Whose requests are counted together. */
export interface ClientAddresses {
  /**
   * The client's address: an IPv4 address, or the /64 of an IPv6 address, which is what one customer is given at least.
   * What a proxy hands on is believed as far as proxies are, and as far as it is an address.
   */
  of(request: IncomingMessage): string
  /** The client's own address, whole or without what tells one customer from the next: IPv4 to 24 bits, IPv6 to 48. */
  whole(request: IncomingMessage, isTruncated: boolean): string | undefined
  /** Whether this address, as X-Forwarded-For has it, is that of a proxy. */
  isProxy(address: string): boolean
}

/** @param proxies - addresses or ranges whose X-Forwarded-For is believed */
export function clientAddresses(proxies: readonly string[]): ClientAddresses {
  const isTrusted = proxyAddr.compile([...proxies])
  const isProxy = (address: string) => {
    const parsed = parse(address)
    return parsed !== undefined && isTrusted(parsed.toString(), 0)
  }
  /** @param direct - the other end of the connection */
  const clientOf = (request: IncomingMessage, direct: string): Address => {
    let client = parse(direct)!
    if (proxies.length === 0 || !isProxy(direct)) return client
    // From the nearest to the farthest, each of which the one before has seen.
    for (const hop of proxyAddr.all(request).slice(1)) {
      const parsed = parse(hop)
      if (parsed === undefined) break
      client = parsed
      if (!isTrusted(parsed.toString(), 0)) break
    }
    return client
  }
  return {
    of(request) {
      const direct = request.socket.remoteAddress
      // Over a Unix socket there is no address.
      if (direct === undefined) return 'local'
      if (proxies.length === 0 && isIPv4(direct)) return direct
      return groupOf(clientOf(request, direct))
    },
    whole(request, isTruncated) {
      const direct = request.socket.remoteAddress
      if (direct === undefined) return undefined
      const client = clientOf(request, direct)
      return isTruncated ? truncated(client) : client.toString()
    },
    isProxy,
  }
}

/** The address as it is usually written, without a port or a zone; of one inside another the inner one. */
export const plainAddress = (text: string): string | undefined => parse(text)?.toString()

/** @param ranges - addresses or ranges @returns whether a plain address is in one of them */
export function addressesIn(ranges: readonly string[]): (address: string) => boolean {
  const isIn = proxyAddr.compile([...ranges])
  return (address) => isIn(address, 0)
}

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** With a port (`203.0.113.7:40001`, `[2001:db8::1]:443`: Azure and some others write it) or without. */
function parse(text: string): Address | undefined {
  const [, bracketed, withPort] = /^\[([^\]]*)\](?::\d+)?$|^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text.trim()) ?? []
  const plain = (bracketed ?? withPort ?? text.trim()).replace(/%.*$/, '')
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) return ipaddr.IPv4.parse(plain)
  if (!ipaddr.IPv6.isValid(plain)) return undefined
  return withinIPv6(ipaddr.IPv6.parse(plain))
}

/** Behind these there is an IPv4 address: a socket that listens for both (RFC 4291), a translator (RFC 6052). */
function withinIPv6(address: ipaddr.IPv6): Address {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address()
  return address.range() === 'rfc6052' ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address
}

/** The address with so many of its first groups of 16 bits, and nothing behind. */
const firstParts = (address: Address, count: number): ipaddr.IPv6 =>
  new ipaddr.IPv6([...(address as ipaddr.IPv6).parts.slice(0, count), ...Array<number>(8 - count).fill(0)])

const groupOf = (address: Address): string =>
  address.kind() === 'ipv4' ? address.toString() : `${firstParts(address, 4)}/64`

const truncated = (address: Address): string =>
  address.kind() === 'ipv4'
    ? new ipaddr.IPv4([...address.toByteArray().slice(0, 3), 0]).toString()
    : firstParts(address, 3).toString()
