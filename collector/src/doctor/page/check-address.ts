import { lookup } from 'node:dns/promises'
import { getDomain } from 'tldts'
import { type Finding, findingsOf } from '../finding.ts'

const { ok, warning, problem } = findingsOf('address')

const isLoopback = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127\./.test(name)

/** Addresses that exist within a network alone (RFC 1918, RFC 4193), or within a machine. */
const isPrivate = (address: string): boolean =>
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd]|fe80:)/i.test(address)

/** What cookies are shared by: the domain somebody has registered. */
const siteOf = ({ hostname }: URL): string => getDomain(hostname, { allowPrivateDomains: true }) ?? hostname

/** Where do events go: can a page of this address send there, and is it of its own site? */
export async function checkAddress(collector: URL, page: URL): Promise<readonly Finding[]> {
  if (!/^https?:$/.test(collector.protocol)) {
    return [problem(`${collector} is neither HTTP nor HTTPS.`, 'Name a path, or an address with https.')]
  }
  if (page.protocol === 'https:' && collector.protocol === 'http:' && !isLoopback(collector.hostname)) {
    return [
      problem(
        `${collector} is HTTP, the page HTTPS: browsers block what is sent there.`,
        'Put the collector behind HTTPS, best as a path of the page’s own site.',
      ),
    ]
  }
  return [sameSite(collector, page), ...(await resolved(collector, page))]
}

function sameSite(collector: URL, page: URL): Finding {
  if (collector.origin === page.origin) return ok(`events go to ${collector}, of the page’s own origin.`)
  if (siteOf(collector) === siteOf(page) && collector.protocol === page.protocol) {
    return ok(`events go to ${collector}, of the page’s own site.`)
  }
  return warning(
    `events go to ${collector}, another site than the page’s: more content blockers stop that.`,
    'Pass a path of the page’s own site to the collector.',
  )
}

async function resolved({ hostname }: URL, page: URL): Promise<Finding[]> {
  if (isLoopback(page.hostname)) return []
  const name = hostname.replace(/^\[|\]$/g, '')
  const found = await lookup(name, { all: true }).catch(() => [])
  if (found.length === 0) return [problem(`${hostname} is in no DNS.`, 'Mend the name, or its DNS entry.')]
  const [inner] = found.filter(({ address }) => isPrivate(address))
  return inner === undefined
    ? []
    : [
        warning(
          `${hostname} is ${inner.address} from here, which visitors elsewhere cannot reach.`,
          'If visitors are elsewhere, name an address that is public.',
        ),
      ]
}
