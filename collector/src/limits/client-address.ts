import type { IncomingMessage } from 'node:http'
import { isIPv4 } from 'node:net'
import proxyAddr from '@fastify/proxy-addr'
import ipaddr from 'ipaddr.js'
import { memoized } from '../memoized.ts'

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

interface Client {
  readonly address: Address
  /** Whose requests count together. */
  readonly group: string
}

/** Clients that are remembered: to read an address takes 3 to 15 µs, as long as to decode an event or two. */
const remembered = 1000

/** Characters of addresses that are remembered: a proxy's header may be as long as strangers like. */
const longest = 200

/** @param proxies - addresses or ranges whose X-Forwarded-For is believed */
export function clientAddresses(proxies: readonly string[]): ClientAddresses {
  const isTrusted = proxyAddr.compile([...proxies])
  const isProxy = (address: string) => {
    const parsed = parse(address)
    return parsed !== undefined && isTrusted(parsed.toString(), 0)
  }
  /** @param said - the other end of the connection and, on a line behind it, X-Forwarded-For */
  const clientOf = (said: string): Client => {
    const [direct = '', forwarded] = said.split('\n')
    let address = parse(direct)!
    if (forwarded !== undefined && isProxy(direct)) {
      const request = { socket: { remoteAddress: direct }, headers: { 'x-forwarded-for': forwarded } }
      // From the nearest to the farthest, each of which the one before has seen.
      for (const hop of proxyAddr.all(request as unknown as IncomingMessage).slice(1)) {
        const parsed = parse(hop)
        if (parsed === undefined) break
        address = parsed
        if (!isTrusted(parsed.toString(), 0)) break
      }
    }
    return { address, group: groupOf(address) }
  }
  const knownClient = memoized(clientOf, remembered)
  const client = ({ headers }: IncomingMessage, direct: string): Client => {
    const forwarded = proxies.length === 0 ? undefined : headers['x-forwarded-for']
    const said = forwarded === undefined ? direct : `${direct}\n${forwarded}`
    return said.length > longest ? clientOf(said) : knownClient(said)
  }
  return {
    of(request) {
      const direct = request.socket.remoteAddress
      // Over a Unix socket there is no address.
      if (direct === undefined) return 'local'
      if (proxies.length === 0 && isIPv4(direct)) return direct
      return client(request, direct).group
    },
    whole(request, isTruncated) {
      const direct = request.socket.remoteAddress
      if (direct === undefined) return undefined
      const { address } = client(request, direct)
      return isTruncated ? truncated(address) : address.toString()
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
