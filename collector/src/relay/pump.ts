import type { Follower, Progress } from '../store/relay-journal.ts'
import { createBackoff } from './backoff.ts'
import { createCheckpoint } from './checkpoint.ts'
import { deliver, type Later } from './deliver.ts'
import { type Entry, packSize } from './lanes.ts'
import type { Pace } from './pace.ts'
import type { TargetStatus } from './relay-status.ts'
import { openSender } from './sender.ts'
import { createSettlement } from './settlement.ts'
import { createSorter } from './sort-window.ts'
import type { Target } from './target.ts'
import { createTrials } from './trials.ts'
import { openUpstream } from './upstreams/open-upstream.ts'
import { createWindowSize } from './window-size.ts'

export interface PumpTools {
  readonly follower: Follower
  readonly pace: Pace
  /** Resolves when it is on disk. */
  save(progress: Progress): Promise<void>
  /** Waits, or less when the pump is to stop. */
  sleep(milliseconds: number): Promise<void>
  isStopping(): boolean
}

export interface Pump {
  /** Runs until it is to stop. */
  run(): Promise<void>
  status(): TargetStatus
}

/** Milliseconds between looks for new events, and after a failure of the store. */
const pause = { look: 200, failure: 2_000 }

/** Senders among whom a trial chooses, and events that are read for it. */
const trialLanes = 16
const mostTried = 1_000

/** Refused events that are sent again in one go. */
const againAtOnce = 50

/**
 * Takes the events of a store to one target, from a cursor on: a window of them at a time, which is read anew after each
 * failure, so that nothing waits in memory. The cursor moves when all of a window is settled.
 */
export function createPump(target: Target, begin: string, tools: PumpTools): Pump {
  const { follower, pace, sleep, isStopping } = tools
  const upstream = openUpstream(target)
  const backoff = createBackoff(target)
  const checkpoint = createCheckpoint(target.name, begin, tools.save)
  const requests: Record<string, number> = {}
  const sender = openSender(target, upstream, (status) => {
    const digit = String(status).charAt(0)
    requests[digit] = (requests[digit] ?? 0) + 1
    pace.requested()
  })
  const trials = createTrials()
  const windowSize = createWindowSize(target, upstream.limits.events)
  let oldest: number | undefined
  let reason: string | undefined
  let rested = 0

  const settlement = createSettlement(checkpoint, {
    send: sender.send,
    kept: follower.kept,
    answered(verdict) {
      backoff.succeeded()
      reason = undefined
      if (verdict === 'taken') trials.taken()
    },
  })
  const { settled, inOrder, onceMore } = settlement
  const { write, sort } = createSorter(target, upstream, settlement)

  /** @returns why it has to wait */
  const send = async (lanes: readonly (readonly Entry[])[]): Promise<Later | undefined> => {
    let later: Later | undefined
    const run = async (entries: readonly Entry[]) => {
      for (let at = 0; at < entries.length && later === undefined && !isStopping(); ) {
        const pack = entries.slice(at, at + packSize(entries, at, upstream.limits))
        const why = await deliver(pack, inOrder)
        later ??= why
        at += pack.length
      }
    }
    await Promise.all(lanes.map(run))
    return later
  }

  /** Who fails is tried with one event: it may be that event's fault. */
  const tryOne = async (lanes: readonly (readonly Entry[])[]): Promise<Later | undefined> => {
    const entry = trials.next(lanes)
    const later = entry && (await deliver([entry], inOrder))
    if (entry !== undefined && later?.isFailure) trials.failed(entry.id)
    for (const id of trials.atFault())
      settlement.refuse(id, '500: it fails time after time, and others are taken')
    return later
  }

  /** @returns why it has to wait, 'idle' when there was nothing to read */
  const round = async (): Promise<Later | 'idle' | undefined> => {
    const { isFailing } = backoff
    // Behind those that were taken there have to be others to try.
    const size = isFailing ? Math.min(settled.size + trialLanes, mostTried) : windowSize.events
    const { events, cursor: end } = await follower.after(checkpoint.cursor || undefined, size)
    const open = events.filter(({ id }) => !settled.has(id))
    oldest = open[0]?.received
    if (events.length === 0) {
      // What was there was deleted meanwhile.
      if (checkpoint.cursor !== '') checkpoint.move(end)
      return 'idle'
    }
    const lanes = sort(open, isFailing ? trialLanes : target.parallel)
    const later = await (isFailing ? tryOne(lanes) : send(lanes))
    if (events.every(({ id }) => settled.has(id))) {
      checkpoint.move(end)
      for (const { id } of events) settled.delete(id)
      if (!isFailing) windowSize.sent(lanes.flat().reduce((sum, { bytes }) => sum + bytes, 0))
    }
    return later
  }

  /** Sends those again that somebody wants to be sent again. */
  const again = async (): Promise<Later | undefined> => {
    for (const event of await follower.again(target.name, againAtOnce)) {
      if (isStopping()) return undefined
      const entry = write(event)
      // It is of no window.
      if (entry === undefined) settled.delete(event.id)
      const later = entry && (await deliver([entry], onceMore))
      if (later !== undefined) return later
    }
    return undefined
  }

  const wait = async (later: Later) => {
    reason = later.reason
    const milliseconds = backoff.failed(later.retryAfter)
    await checkpoint.save()
    await sleep(milliseconds)
  }

  const step = async () => {
    const result = await round()
    if (result !== undefined && result !== 'idle') return wait(result)
    if (checkpoint.isDue) {
      await checkpoint.save()
      const later = checkpoint.isFull ? undefined : await again()
      // Before it is read what is to be sent again, it has to be known what was.
      await checkpoint.save()
      if (later !== undefined) return wait(later)
    }
    if (result === 'idle' || checkpoint.isFull) await sleep(pause.look)
    return undefined
  }

  return {
    async run() {
      while (!isStopping()) {
        const rest = pace.rest()
        if (rest > 0) {
          rested += rest
          await sleep(rest)
          continue
        }
        try {
          await (checkpoint.isFull ? hold() : step())
          pace.worked()
        } catch (error) {
          // Of the store: it is held, or its disk is in trouble.
          reason = `the store cannot be read: ${(error as Error).message}`
          await sleep(pause.failure)
        }
      }
      await checkpoint.save()
      await sender.close()
    },
    status: () => ({
      target: target.name,
      kind: target.kind,
      state: backoff.isOpen ? 'open' : reason === undefined ? 'sending' : 'waiting',
      reason,
      oldest,
      ...settlement.counts,
      rested,
      requests: { ...requests },
    }),
  }

  /** What was refused has to be on disk before more is. */
  async function hold() {
    if (checkpoint.isDue) await checkpoint.save()
    if (checkpoint.isFull) await sleep(pause.look)
  }
}
