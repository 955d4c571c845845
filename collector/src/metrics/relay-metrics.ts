import { Counter, Gauge, type Registry } from 'prom-client'
import { targetStates } from '../relay/relay-status.ts'
import type { Relay } from '../relay/start-relay.ts'

/** What of a target is counted: since its process began. */
const outcomes = ['sent', 'refused', 'skipped'] as const

/** Measures each target of the relay by the name that its operator has given it. */
export function relayMetrics(registry: Registry, relay: Pick<Relay, 'status'>): void {
  const registers = [registry]
  new Counter({
    name: 'rivulet_relay_events_total',
    help: 'Events by what became of them: sent, refused (for good), skipped (not for the target, or deleted)',
    labelNames: ['target', 'outcome'] as const,
    registers,
    collect() {
      this.reset()
      for (const status of relay.status()) {
        for (const outcome of outcomes) this.inc({ target: status.target, outcome }, status[outcome])
      }
    },
  })
  new Counter({
    name: 'rivulet_relay_requests_total',
    help: 'Requests to a target by the class of their answer; none: no answer came',
    labelNames: ['target', 'status'] as const,
    registers,
    collect() {
      this.reset()
      for (const { target, requests } of relay.status()) {
        for (const [digit, count] of Object.entries(requests))
          this.inc({ target, status: digit === '0' ? 'none' : `${digit}xx` }, count)
      }
    },
  })
  new Counter({
    name: 'rivulet_relay_rested_seconds_total',
    help: 'How long a target waited because the collector was busy, which the relay gives way to',
    labelNames: ['target'] as const,
    registers,
    collect() {
      this.reset()
      for (const { target, rested } of relay.status()) this.inc({ target }, rested / 1000)
    },
  })
  new Gauge({
    name: 'rivulet_relay_lag_seconds',
    help: 'How long ago the oldest event came in that a target does not have; 0: it has all',
    labelNames: ['target'] as const,
    registers,
    collect() {
      for (const { target, oldest } of relay.status())
        this.set({ target }, oldest === undefined ? 0 : Math.max(0, (Date.now() - oldest) / 1000))
    },
  })
  new Gauge({
    name: 'rivulet_relay_state',
    help: '1 for the state that a target is in: sending, waiting (it failed, and is tried again), open (away for long), standby (another collector relays)',
    labelNames: ['target', 'state'] as const,
    registers,
    collect() {
      for (const { target, state } of relay.status()) {
        for (const each of targetStates) this.set({ target, state: each }, each === state ? 1 : 0)
      }
    },
  })
}
