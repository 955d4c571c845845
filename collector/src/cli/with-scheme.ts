import { isIP } from 'node:net'

/** An address with a scheme: as it is, else HTTPS for a name, HTTP for an IP address and for this machine. */
export function withScheme(text: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text
  const host = text.replace(/[/?#].*$/s, '').replace(/:\d*$/, '')
  const isPlain = isIP(host.replace(/^\[|\]$/g, '')) > 0 || /^(.+\.)?localhost$/i.test(host)
  return `${isPlain ? 'http' : 'https'}://${text}`
}
