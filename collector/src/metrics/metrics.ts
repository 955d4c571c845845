import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { RefusalListener } from '../http/refusals.ts'
import { reasonOf } from '../http/refusals.ts'
import type { Store } from '../store/store.ts'
import { diskUse } from './disk-use.ts'

export interface Metrics {
  readonly registry: Registry
  /** Counts events from bots. */
  bots(dialect: string, count: number): void
  /** Counts a request that was answered. */
  request(method: string, route: string, status: number): void
  readonly refusals: RefusalListener
  /** The same store, of whose work is counted what is worth knowing. */
  watch(store: Store): Store
}

/** Seconds: a commit waits for the disk, a query for its turn. */
const commitBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const queryBuckets = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 120]

/**
 * What Prometheus asks for. Nothing in it is of a visitor, and no label takes what was sent: their values are few. Events
 * are counted once for a batch.
 *
 * @param file - the store's; undefined where it is in memory
 */
export function createMetrics(file: string | undefined): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const requests = new Counter({
    name: 'rivulet_requests_total',
    help: 'Requests that were answered',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  })
  const events = new Counter({
    name: 'rivulet_events_total',
    help: 'Events, by what became of them: stored, repeated (stored before), rejected, ignored (from an address of one’s own), dropped (from a bot)',
    labelNames: ['dialect', 'outcome'] as const,
    registers,
  })
  const bots = new Counter({
    name: 'rivulet_bot_events_total',
    help: 'Events from bots, whatever became of them',
    labelNames: ['dialect'] as const,
    registers,
  })
  const rejections = new Counter({
    name: 'rivulet_rejected_events_total',
    help: 'Rejected events, by the parameter at fault',
    labelNames: ['dialect', 'parameter'] as const,
    registers,
  })
  const commits = new Histogram({
    name: 'rivulet_commit_seconds',
    help: 'From the end of a request’s decoding until its events are on disk',
    buckets: commitBuckets,
    registers,
  })
  const failures = new Counter({
    name: 'rivulet_commit_failures_total',
    help: 'Requests whose events could not be stored',
    registers,
  })
  const waiting = new Gauge({
    name: 'rivulet_waiting_events',
    help: 'Events that are waiting to be on disk',
    registers,
  })
  const queries = new Counter({
    name: 'rivulet_queries_total',
    help: 'Questions, by language and by what became of them: rows, refused, busy, failed',
    labelNames: ['language', 'outcome'] as const,
    registers,
  })
  const querySeconds = new Histogram({
    name: 'rivulet_query_seconds',
    help: 'From a question to its answer, waiting included',
    buckets: queryBuckets,
    registers,
  })
  const running = new Gauge({
    name: 'rivulet_open_queries',
    help: 'Questions that are being answered, or wait for that',
    registers,
  })
  if (file !== undefined) {
    new Gauge({
      name: 'rivulet_store_bytes',
      help: 'Bytes of the store and of its log',
      labelNames: ['part'] as const,
      registers,
      collect() {
        const { file: main, log } = diskUse(file)
        this.set({ part: 'file' }, main)
        this.set({ part: 'log' }, log)
      },
    })
    new Gauge({
      name: 'rivulet_store_free_bytes',
      help: 'Bytes that are free on the disk of the store',
      registers,
      collect() {
        this.set(diskUse(file).free)
      },
    })
  }

  return {
    registry,
    bots: (dialect, count) => bots.inc({ dialect }, count),
    request: (method, route, status) => requests.inc({ method, route, status }),
    refusals: {
      events(dialect, rejected) {
        events.inc({ dialect, outcome: 'rejected' }, rejected.length)
        for (const each of rejected) rejections.inc({ dialect, parameter: reasonOf(each) })
      },
      leftOut: (dialect, outcome, count) => events.inc({ dialect, outcome }, count),
    },
    watch: (store) => ({
      ...store,
      async append(...arrived) {
        const [{ length, 0: first }] = arrived
        const end = commits.startTimer()
        waiting.inc(length)
        try {
          const appended = await store.append(...arrived)
          end()
          if (first === undefined) return appended
          const { dialect } = first
          events.inc({ dialect, outcome: 'stored' }, appended.stored.length)
          events.inc({ dialect, outcome: 'repeated' }, appended.repeated)
          return appended
        } catch (error) {
          failures.inc()
          throw error
        } finally {
          waiting.dec(length)
        }
      },
      async ask(question, signal) {
        const end = querySeconds.startTimer()
        running.inc()
        try {
          const answer = await store.ask(question, signal)
          queries.inc({ language: question.language, outcome: answer.kind })
          return answer
        } finally {
          end()
          running.dec()
        }
      },
    }),
  }
}
