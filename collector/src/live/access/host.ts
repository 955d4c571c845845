import { isIP } from 'node:net'

/** The name in a Host header, without its port, as browsers write it. Empty for what is none. */
export const hostNameOf = (host: string | undefined): string =>
  /^(\[[\da-f:.]+\]|[\w.-]+)(:\d*)?$/i.exec(host ?? '')?.[1]?.toLowerCase() ?? ''

/**
 * Names that lead to this machine whoever is asked: no page of another's can have one (RFC 6761, 6.3). Browsers write
 * every other form of an IPv4 address as this one.
 */
export const isLoopbackName = (name: string): boolean =>
  name === 'localhost' ||
  name.endsWith('.localhost') ||
  name === '[::1]' ||
  (isIP(name) === 4 && name.startsWith('127.'))

/** An address of a socket's end, on this machine. */
export const isLoopbackAddress = (address: string | undefined): boolean =>
  address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/i.test(address ?? '')
