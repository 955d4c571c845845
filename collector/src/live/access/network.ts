import { isIP, isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'

/** Who asks. What a proxy that is believed hands on need not be an address: then it is the proxy itself. */
export const clientOf = ({ ip, raw }: Pick<FastifyRequest, 'ip' | 'raw'>): string =>
  networkOf(isIP(ip) ? ip : (raw.socket.remoteAddress ?? ''))

/** Whoever has one IPv6 address has the 2^64 around it. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [before = '', after] = address.toLowerCase().split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? [] : Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
