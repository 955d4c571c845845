import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { RefusalListener } from '../http/refusals.ts'
import { reasonOf } from '../http/refusals.ts'
import type { Relay } from '../relay/start-relay.ts'
import type { Store } from '../store/store.ts'
import { knownVersion } from '../version.ts'
import { diskUse } from './disk-use.ts'
import { exportMetrics } from './export-metrics.ts'
import { relayMetrics } from './relay-metrics.ts'
import { createTally } from './tally.ts'

export interface Metrics {
  readonly registry: Registry
  /** Counts events from bots. */
  bots(dialect: string, count: number): void
  /** Counts a request that was answered. */
  request(method: string, route: string, status: number): void
  readonly refusals: RefusalListener
  /** Measures the relay, where there is one. */
  relay(relay: Pick<Relay, 'status'> | undefined): void
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

  new Gauge({
    name: 'rivulet_build_info',
    help: 'Always 1: the version is in its label',
    labelNames: ['version'] as const,
    registers,
  }).set({ version: knownVersion() }, 1)
  const requests = createTally(registry, 'rivulet_requests_total', 'Requests that were answered', [
    'method',
    'route',
    'status',
  ])
  const events = createTally(
    registry,
    'rivulet_events_total',
    'Events, by what became of them: stored, repeated (stored before), rejected, ignored (from an address of one’s own), dropped (from a bot)',
    ['dialect', 'outcome'],
  )
  const bots = createTally(
    registry,
    'rivulet_bot_events_total',
    'Events from bots, whatever became of them',
    ['dialect'],
  )
  const rejections = createTally(
    registry,
    'rivulet_rejected_events_total',
    'Rejected events, by the parameter at fault',
    ['dialect', 'parameter'],
  )
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
  let waiting = 0
  new Gauge({
    name: 'rivulet_waiting_events',
    help: 'Events that are waiting to be on disk',
    registers,
    collect() {
      this.set(waiting)
    },
  })
  const queries = createTally(
    registry,
    'rivulet_queries_total',
    'Questions, by language and by what became of them: rows, refused, busy, failed',
    ['language', 'outcome'],
  )
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
  const countExports = exportMetrics(registry)
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
    bots: (dialect, count) => bots(count, dialect),
    request: (method, route, status) => requests(1, method, route, String(status)),
    refusals: {
      events(dialect, rejected) {
        events(rejected.length, dialect, 'rejected')
        for (const each of rejected) rejections(1, dialect, reasonOf(each))
      },
      leftOut: (dialect, outcome, count) => events(count, dialect, outcome),
    },
    relay: (relay) => relay && relayMetrics(registry, relay),
    watch: (store) => ({
      ...store,
      export: countExports(store.export),
      async append(...arrived) {
        const [{ length, 0: first }] = arrived
        const begun = performance.now()
        waiting += length
        try {
          const appended = await store.append(...arrived)
          commits.observe((performance.now() - begun) / 1000)
          if (first === undefined) return appended
          events(appended.stored.length, first.dialect, 'stored')
          events(appended.repeated, first.dialect, 'repeated')
          return appended
        } catch (error) {
          failures.inc()
          throw error
        } finally {
          waiting -= length
        }
      },
      async ask(question, signal) {
        const end = querySeconds.startTimer()
        running.inc()
        try {
          const answer = await store.ask(question, signal)
          queries(1, question.language, answer.kind)
          return answer
        } finally {
          end()
          running.dec()
        }
      },
    }),
  }
}
