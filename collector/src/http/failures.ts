import type { FastifyInstance } from 'fastify'

/** Says in the log what goes wrong again and again. */
export interface Failures {
  /**
   * The first is said at once; of those that follow within a minute the last, with how many `times` there were.
   *
   * @param what - of few values: each has a line of its own
   */
  say(level: 'warn' | 'error', what: string, fields: Readonly<Record<string, unknown>>): void
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly failures: Failures
  }
}

/** Milliseconds between two lines of one kind. */
const gather = 60_000

/** One kind of failure, since its last line. */
interface Kind {
  times: number
  write(): void
}

/** A disk that is full fails thousands of requests a minute: their lines would fill what is left of it. */
export function createFailures(app: Pick<FastifyInstance, 'log' | 'addHook'>): Failures {
  const kinds = new Map<string, Kind>()
  const timers = new Set<NodeJS.Timeout>()

  const wait = (key: string) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      const kind = kinds.get(key)
      kinds.delete(key)
      if (kind === undefined || kind.times === 0) return
      kind.write()
      kinds.set(key, { times: 0, write() {} })
      wait(key)
    }, gather).unref()
    timers.add(timer)
  }

  app.addHook('onClose', async () => {
    for (const timer of timers) clearTimeout(timer)
    for (const { times, write } of kinds.values()) if (times > 0) write()
  })
  return {
    say(level, what, fields) {
      const key = `${what} ${fields.route ?? ''}`
      const kind = kinds.get(key)
      if (kind === undefined) {
        app.log[level](fields, what)
        kinds.set(key, { times: 0, write() {} })
        wait(key)
        return
      }
      kind.times += 1
      kind.write = () => app.log[level]({ ...fields, times: kind.times }, what)
    },
  }
}
