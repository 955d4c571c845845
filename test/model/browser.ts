import type { Clock } from './clock.ts'
import type { SimulatedCollector } from './collector.ts'
import type { Fate } from './fates.ts'
import type { SimulatedNetwork } from './network.ts'
import type { SimulatedStorage } from './storage.ts'
import { currentTab, type Tab } from './tab.ts'

/** The tab whose code runs; code of the SDK never runs outside of one. */
const here = (): Tab => {
  const tab = currentTab()
  if (!tab) throw new Error('Nobody’s code.')
  return tab
}

const refuse = (): never => {
  throw new TypeError('Failed to fetch')
}

/** Web Locks, as much of them as is asked for: whoever finds one taken goes on without. */
const createLocks = () => {
  const holders = new Map<string, Tab>()
  return {
    async request(name: string, _: object, work: (lock: object | null) => unknown) {
      if (holders.get(name)?.isAlive()) return work(null)
      holders.set(name, here())
      try {
        return await work({ name })
      } finally {
        holders.delete(name)
      }
    },
  }
}

/** What the browser puts before pages, by global name; of each, what the page whose code runs has. */
export const platform = (
  storage: SimulatedStorage,
  network: SimulatedNetwork,
  collector: SimulatedCollector,
  hasLocks: boolean,
): Record<string, () => unknown> => {
  const locks = hasLocks ? createLocks() : undefined
  const sendBeacon = (_: string, body = ''): boolean => {
    if (!network.hasRoom(body.length, here())) return false
    network.post({ body, by: 'beacon', outlives: true }, here())
    return true
  }
  const fetch = async (_: string, { body, keepalive = false, signal }: RequestInit): Promise<unknown> => {
    const tab = here()
    const text = `${body}`
    if (network.state === 'offline' || (keepalive && !network.hasRoom(text.length, tab))) refuse()
    const { status, retryAfter, isForeign } = await new Promise<Fate>((heard, failed) => {
      signal?.addEventListener('abort', () => tab.enter(() => failed(signal.reason)))
      network
        .post({ body: text, by: 'fetch', outlives: keepalive }, tab)
        .then((fate) => tab.enter(() => heard(fate)))
    })
    if (!status) refuse()
    const headers = new Headers(retryAfter ? { 'retry-after': retryAfter } : {})
    const json = async (): Promise<unknown> =>
      isForeign ? refuse() : { rejected: [], missing: collector.missing(text) }
    return { ok: status === 200, status, headers, json }
  }
  const fetchLater = (_: string, { body, signal }: { body: string; signal: AbortSignal }): object => {
    here().deferred.push({ body, signal })
    return {}
  }
  const location = { href: 'https://shop.example/', hostname: 'shop.example', protocol: 'https:' }

  return {
    document: () => ({
      visibilityState: here().visibility,
      referrer: '',
      readyState: 'complete',
      // Where cookies are refused, ids are in localStorage.
      cookie: '',
    }),
    location: () => location,
    top: () => ({ location }),
    navigator: () => ({ onLine: network.state !== 'offline', sendBeacon, locks }),
    localStorage: storage.area,
    window: () => Object.assign(here().target, { location }),
    fetch: () => fetch,
    fetchLater: () => fetchLater,
    setTimeout: () => here().setTimeout,
    clearTimeout: () => here().clearTimeout,
  }
}

/** An `AbortSignal.timeout` by the simulated clock. */
export const timeoutBy =
  (clock: Clock) =>
  (ms: number): AbortSignal => {
    const limit = new AbortController()
    const tab = here()
    clock.after(ms, () => tab.enter(() => limit.abort()))
    return limit.signal
  }
