import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Why an event was not accepted: the parameter at fault, where there is one. */
interface Reason {
  readonly line: number
  readonly parameter?: string
  readonly error: string
}

/** Hears of what is not accepted. */
export interface RefusalListener {
  /** A whole request. @param route - undefined where there is none */
  request?(status: number, route: string | undefined): void
  /** Events of a batch whose neighbours may have been kept. */
  events?(dialect: string, rejected: readonly Reason[], request: FastifyRequest): void
  /** Events that could have been stored, and are not wanted. */
  leftOut?(dialect: string, why: LeftOut, count: number): void
}

/** Why events are not wanted: they are from an address of one's own, or from a bot. */
export type LeftOut = 'ignored' | 'dropped'

/** Tells whoever listens of what is not accepted. What is accepted costs nothing here. */
export interface Refusals extends Required<RefusalListener> {
  subscribe(listener: RefusalListener): void
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly refusals: Refusals
  }
}

export function createRefusals(): Refusals {
  const listeners: RefusalListener[] = []
  return {
    request(...refused) {
      for (const each of listeners) each.request?.(...refused)
    },
    events(...refused) {
      for (const each of listeners) each.events?.(...refused)
    },
    leftOut(...unwanted) {
      for (const each of listeners) each.leftOut?.(...unwanted)
    },
    subscribe: (listener) => {
      listeners.push(listener)
    },
  }
}

/**
 * The parameter at fault, as a name that only so many can be: of what is inside a field, the field.
 */
export const reasonOf = ({ parameter = 'line' }: Pick<Reason, 'parameter'>): string =>
  /^[A-Za-z]\w{0,31}/.exec(parameter)?.[0] ?? 'line'

/** Milliseconds from the first refusal to the line that says how many there were. */
const gather = 60_000

/** Says in the log what was refused: counts, in a line a minute at most. Nothing of what was sent is in it. */
export function logRefusals(app: FastifyInstance, refusals: Refusals): void {
  let requests = new Map<string, number>()
  let events = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  const write = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    // Strangers can be refused as often as they like: that is no warning.
    app.log.info(
      { requests: Object.fromEntries(requests), events: Object.fromEntries(events) },
      'refused since the last such line',
    )
    requests = new Map()
    events = new Map()
  }
  const count = (counts: Map<string, number>, name: string, more = 1) => {
    counts.set(name, (counts.get(name) ?? 0) + more)
    timer ??= setTimeout(write, gather).unref()
  }

  refusals.subscribe({
    request: (status, route = 'no such address') => count(requests, `${status} ${route}`),
    events: (dialect, rejected) => {
      for (const each of rejected) count(events, `${dialect} ${reasonOf(each)}`)
    },
    leftOut: (dialect, why, more) => count(events, `${dialect} ${why}`, more),
  })
  app.addHook('onClose', async () => write())
}
