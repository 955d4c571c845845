import { setTimeout as pause } from 'node:timers/promises'
import type { CollectorOptions } from '../../../collector/src/collector.ts'
import { type Row, type Running, running } from '../../../collector/test/support/running.ts'

export type Event = Omit<Row, 'payload'> & { readonly payload: Record<string, unknown> }

export interface Collecting {
  readonly url: string
  /** What is stored, in the order of its key. */
  events(): Event[]
  /** Waits until so many events are stored. Gives what there is when they do not come. */
  arrived(count: number): Promise<Event[]>
}

/** A real collector on a real file, until the test is over. */
export const collecting = async (
  options: Partial<CollectorOptions> = {},
): Promise<Collecting & { app: Running['app'] }> => {
  const { app, url, rows } = await running(options)
  const events = (): Event[] =>
    rows()
      .map((row) => ({ ...row, payload: JSON.parse(row.payload) }) as Event)
      .sort((a, b) => Number(a.sequence) - Number(b.sequence))
  return {
    app,
    url: `${url}/track/activity`,
    events,
    async arrived(count) {
      const deadline = Date.now() + 60_000
      while (rows().length < count && Date.now() < deadline) await pause(50)
      return events()
    },
  }
}
