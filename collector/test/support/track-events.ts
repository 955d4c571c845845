import { expect } from 'vitest'
import { documentedEvent, key, postTrack, withKey } from './profile-store.ts'
import { running } from './running.ts'

export const shopKey = 'fedcba9876543210-shop'

/** The documentation's event, which can be found again. */
export const event = { ...documentedEvent, trackId: 't1' }

/** So many of them, each with an id of its own. */
export const events = (count: number, more: object = {}): object[] =>
  Array.from({ length: count }, (_, at) => ({ ...event, trackId: `t${at}`, ...more }))

/** What questions are answered. */
export interface TrackEvents {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly total?: number
    readonly count: number
    readonly items: readonly Record<string, unknown>[]
    readonly render?: { readonly kind: string }
    readonly error: { readonly code: string; readonly message: string; readonly target?: string }
  }
}

const answered = async (response: Response): Promise<TrackEvents> => ({
  status: response.status,
  headers: response.headers,
  body: (await response.json()) as TrackEvents['body'],
})

export interface Asking {
  readonly url: string
  /** Stores any number of events; fails when one is refused. */
  write(events: readonly object[]): Promise<void>
  /** Asks by OData. */
  get(options: Record<string, string>, headers?: Record<string, string>): Promise<TrackEvents>
  /** Asks by KQL. @param body - a text is sent as it is */
  preview(body: unknown, headers?: Record<string, string>): Promise<TrackEvents>
}

/** A collector with a key for everything and one for `shop` alone, and ways to ask it. */
export const asking = async (): Promise<Asking> => {
  const { url } = await running({
    keys: [{ key }, { key: shopKey, scopes: ['shop'] }],
    origins: ['https://shop.example'],
  })
  const address = `${url}/api/v2.0/TrackEvents`
  return {
    url,
    async write(all) {
      for (let first = 0; first < all.length; first += 100) {
        const { status, body } = await postTrack(url, 'TrackBulk', all.slice(first, first + 100))
        expect([status, body.rejected]).toEqual([200, []])
      }
    },
    get: async (options, headers = withKey) =>
      answered(await fetch(`${address}?${new URLSearchParams(options)}`, { headers })),
    preview: async (body, headers = { ...withKey, 'content-type': 'application/json-patch+json' }) =>
      answered(
        await fetch(`${address}/preview`, {
          method: 'POST',
          headers,
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
  }
}
