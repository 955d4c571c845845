import type { CollectorOptions } from '../../options.ts'
import { type Finding, findingsOf } from '../finding.ts'

export type Access = Pick<
  CollectorOptions,
  'trustProxy' | 'origins' | 'keys' | 'live' | 'liveKeys' | 'publicUrls' | 'metrics' | 'metricsKeys'
> & { readonly host: string }

const isLoopback = (name: string): boolean => /^(127\.|(\[?::1\]?)$|(.+\.)?localhost$)/.test(name)

/** Who may send, read and look: proxies, origins and keys. */
export const checkAccess = (access: Access): readonly Finding[] => [
  ...proxies(access),
  ...origins(access),
  ...keys(access),
  ...live(access),
  ...metricsAt(access),
]

function proxies({ host, trustProxy }: Access): Finding[] {
  const { ok, warning, problem } = findingsOf('proxy')
  const everybody = trustProxy.find((each) => /\/0+$/.test(each))
  if (everybody !== undefined) {
    return [
      problem(
        `--trust-proxy ${everybody} believes everybody: any visitor can claim any address, and has no limit.`,
        'Name the proxy alone, such as 127.0.0.1.',
      ),
    ]
  }
  if (trustProxy.length > 0) return [ok(`X-Forwarded-For of ${trustProxy.join(', ')} is believed.`)]
  return isLoopback(host)
    ? [
        warning(
          'it listens to this machine alone, and trusts no proxy: behind one, all visitors are one address and share its limits.',
          'Where a proxy on this machine passes events on, start it with --trust-proxy 127.0.0.1.',
        ),
      ]
    : [ok('no proxy is believed: each connection is a visitor’s own.')]
}

function* origins({ origins: listed }: Access): Generator<Finding> {
  const { ok, warning } = findingsOf('origins')
  if (listed.length === 0) {
    yield ok('pages of any origin may send and read answers; none may write track events without a key.')
    return
  }
  yield ok(`pages of ${listed.join(', ')} may read answers; others send, and do not hear whether it arrived.`)
  for (const origin of listed) {
    const { protocol, host, hostname } = new URL(origin)
    const other = host.startsWith('www.') ? host.slice(4) : `www.${host}`
    if (protocol === 'http:' && !isLoopback(hostname) && !listed.includes(`https://${host}`)) {
      yield warning(
        `${origin} is HTTP; a page at https://${host} is another origin.`,
        `Add --origin https://${host}.`,
      )
    }
    if (host.startsWith('www.') && !listed.includes(`${protocol}//${other}`)) {
      yield warning(
        `a page at ${protocol}//${other} is of another origin than ${origin}.`,
        `If there are any, add --origin ${protocol}//${other}.`,
      )
    }
  }
}

/** One that was written by hand, or repeats itself. */
const isWeak = (key: string): boolean => new Set(key).size < 8

function* keys({ keys: all, liveKeys, metricsKeys }: Access): Generator<Finding> {
  const { ok, warning, problem } = findingsOf('keys')
  yield all.length === 0
    ? warning(
        'there is no key: nobody can ask questions, or delete events.',
        'Start it with RIVULET_KEY=$(openssl rand -hex 16), or with --key-file.',
      )
    : ok(`${all.length} ${all.length === 1 ? 'key' : 'keys'} may ask and delete.`)
  const values = [...all.map(({ key }) => key), ...liveKeys, ...metricsKeys]
  if (values.some(isWeak)) {
    yield problem(
      'a key can be guessed: it has too few different characters.',
      'openssl rand -hex 16 makes one.',
    )
  }
  if (new Set(values).size < values.length) {
    yield warning(
      'the same key is there twice: for two purposes, or two people.',
      'Give each its own, so that one can be taken away.',
    )
  }
}

function* live({ live: isOn, liveKeys, host, trustProxy, publicUrls }: Access): Generator<Finding> {
  const { ok, warning, problem } = findingsOf('live page')
  if (!isOn) return
  const isPublished = !isLoopback(host) || trustProxy.length > 0 || publicUrls.length > 0
  if (liveKeys.length === 0) {
    yield isPublished
      ? problem(
          'it is shown to nobody: others can reach this collector, and there is no key for it.',
          'Set RIVULET_LIVE_KEY, or start without --live.',
        )
      : ok('it is shown to this machine alone.')
  } else {
    // On loopback the page may be for a tunnel alone, which brings the name that is expected.
    yield publicUrls.length === 0 && !isLoopback(host)
      ? warning(
          'it wants a login, but has no name for others: elsewhere it answers 421.',
          'Name the address people open: --public-url https://events.shop.example.',
        )
      : ok(
          publicUrls.length === 0
            ? 'it wants a login. It is there for this machine and for tunnels to it: another name needs --public-url.'
            : 'it wants a login.',
        )
  }
  for (const url of publicUrls) {
    const { protocol, hostname } = new URL(url)
    if (protocol === 'http:' && !isLoopback(hostname)) {
      yield problem(`${url} is HTTP: who is between reads its key.`, 'Put it behind HTTPS.')
    }
  }
}

function* metricsAt({ metrics, metricsKeys }: Access): Generator<Finding> {
  const { ok, warning, problem } = findingsOf('metrics')
  if (metrics === true && metricsKeys.length === 0) {
    yield problem(
      'metrics at /metrics want a key: it does not start without.',
      'Set RIVULET_METRICS_KEY, or give them an address of their own: --metrics 127.0.0.1:9464.',
    )
  } else if (typeof metrics === 'object') {
    yield isLoopback(metrics.host)
      ? ok('metrics are there for this machine alone.')
      : warning(
          `whoever reaches ${metrics.host}:${metrics.port} can read metrics.`,
          'Let a firewall keep it for your network.',
        )
  }
}
