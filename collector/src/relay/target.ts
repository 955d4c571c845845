import type { StoredEvent } from '../model/event.ts'

export const targetKinds = ['rivet', 'kaltura', 'profile-store', 'events'] as const

export type TargetKind = (typeof targetKinds)[number]

/** Where events are relayed to, which, and how; it holds secrets. */
export interface Target {
  readonly name: string
  readonly kind: TargetKind
  readonly url: string
  readonly dialects: readonly StoredEvent['dialect'][]
  /** Undefined: all. */
  readonly scopes?: readonly string[] | undefined
  /** Types as queries have them; one that ends in `*` is the beginning of many. Undefined: all. */
  readonly types?: readonly string[] | undefined
  readonly from: 'now' | 'beginning'
  /** Requests at once; those of one sender are one after the other. */
  readonly parallel: number
  /** How an address is asked that takes one event. */
  readonly method: 'GET' | 'POST'
  /** Milliseconds until a request is given up. */
  readonly timeout: number
  /** Milliseconds of the first wait after a failure, and of the longest. */
  readonly firstWait: number
  readonly longestWait: number
  /** Milliseconds of nothing but failures, after which one event is tried at a time. */
  readonly circuitAfter: number
  /** Profile Store's key, or that by which batches of events are signed. */
  readonly secret?: string | undefined
  /** Further headers, such as one of somebody's own to let us in. */
  readonly headers: Readonly<Record<string, string>>
}

/** Whether an event is for a target. */
export function isFor({ dialects, scopes, types }: Target): (event: StoredEvent) => boolean {
  const whole = new Set(types?.filter((type) => !type.endsWith('*')))
  const beginnings = types?.filter((type) => type.endsWith('*')).map((type) => type.slice(0, -1)) ?? []
  return ({ dialect, scope = 'default', type }) =>
    dialects.includes(dialect) &&
    (scopes === undefined || scopes.includes(scope)) &&
    (types === undefined || whole.has(type) || beginnings.some((start) => type.startsWith(start)))
}
