import type { Clock } from './clock.ts'
import { type Fate, fates } from './fates.ts'

export interface Posted {
  readonly body: string
  readonly by: 'beacon' | 'fetch'
  /** Whether it does not need its page any more. */
  readonly outlives: boolean
}

/** Whoever sends. */
export interface Page {
  readonly isAlive: () => boolean
}

/** `lying`: the browser believes to be online, and nothing arrives. */
export type NetworkState = 'online' | 'offline' | 'lying'

export interface SimulatedNetwork {
  state: NetworkState
  /** The bodies of all requests, in their order. */
  readonly bodies: readonly string[]
  /** What becomes of the next requests, first come first met; the others are delivered. */
  readonly ahead: Fate[]
  /** @returns its fate, when the page would hear of it */
  post(request: Posted, page: Page): Promise<Fate>
  /** Whether the browser takes a request of so many characters that outlives its page. */
  hasRoom(size: number, page: Page): boolean
}

/**
 * @param quota - characters that requests which outlive their page may have in flight together, for each page
 * @param away - how long a request that nothing happens to takes there and back, in ms
 * @param arrived - told of each body that comes to the collector
 * @param met - told of each request and its fate
 */
export const createNetwork = (
  clock: Clock,
  quota: number,
  away: number,
  arrived: (body: string) => void,
  met: (request: Posted, fate: Fate) => void,
): SimulatedNetwork => {
  const inFlight = new WeakMap<Page, number>()
  const hold = (page: Page, size: number): unknown => inFlight.set(page, (inFlight.get(page) ?? 0) + size)
  const usual: Fate = { ...fates.delivered, arrives: [away / 2], heard: away }
  const bodies: string[] = []
  const network: SimulatedNetwork = {
    state: 'online',
    bodies,
    ahead: [],
    hasRoom: (size, page) => (inFlight.get(page) ?? 0) + size <= quota,
    post(request, page) {
      const { body, outlives } = request
      const fate: Fate = network.state === 'online' ? (network.ahead.shift() ?? usual) : fates.lost
      const size = outlives ? body.length : 0
      bodies.push(body)
      hold(page, size)
      met(request, fate)
      for (const delay of fate.arrives) {
        const arrive = (): void => {
          if (outlives || page.isAlive()) arrived(body)
        }
        if (delay) clock.after(delay, arrive)
        else arrive()
      }
      return new Promise((heard) => {
        const answer = (): void => {
          hold(page, -size)
          heard(fate)
        }
        if (fate.heard) clock.after(fate.heard, answer)
        else answer()
      })
    },
  }
  return network
}
