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
  return {
    of(request) {
      const direct = request.socket.remoteAddress
      // Over a Unix socket there is no address.
      if (direct === undefined) return 'local'
      if (proxies.length === 0 && isIPv4(direct)) return direct
      if (proxies.length === 0 || !isProxy(direct)) return groupOf(parse(direct)!)
      let client = parse(direct)!
      // From the nearest to the farthest, each of which the one before has seen.
      for (const hop of proxyAddr.all(request).slice(1)) {
        const parsed = parse(hop)
        if (parsed === undefined) break
        client = parsed
        if (!isTrusted(parsed.toString(), 0)) break
      }
      return groupOf(client)
    },
    isProxy,
  }
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

function groupOf(address: Address): string {
  if (address.kind() === 'ipv4') return address.toString()
  const { parts } = address as ipaddr.IPv6
  return `${new ipaddr.IPv6([...parts.slice(0, 4), 0, 0, 0, 0])}/64`
}
