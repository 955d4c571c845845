import type { Entry } from './lanes.ts'
import type { Verdict } from './verdict.ts'

export type Later = Extract<Verdict, { kind: 'later' }>

export interface DeliverTools {
  send(lines: readonly string[]): Promise<Verdict>
  /** Which of these are still to be sent: what was deleted meanwhile is not. */
  kept(ids: readonly string[]): ReadonlySet<string> | Promise<ReadonlySet<string>>
  taken(entries: readonly Entry[]): void
  refused(entry: Entry, reason: string): void
  /** Were deleted meanwhile. */
  gone(ids: readonly string[]): void
}

/**
 * Sends a pack. What is refused as a whole is sent in halves, until the event at fault is alone.
 *
 * @returns why the rest has to wait; undefined when all is settled
 */
export async function deliver(pack: readonly Entry[], tools: DeliverTools): Promise<Later | undefined> {
  const kept = await tools.kept(pack.map(({ id }) => id))
  const entries = pack.filter(({ id }) => kept.has(id))
  if (entries.length < pack.length) tools.gone(pack.flatMap(({ id }) => (kept.has(id) ? [] : [id])))
  if (entries.length === 0) return undefined
  const verdict = await tools.send(entries.map(({ line }) => line))
  if (verdict.kind === 'later') return verdict
  if (verdict.kind === 'taken') {
    tools.taken(entries)
    return undefined
  }
  if (entries.length === 1) {
    tools.refused(entries[0]!, verdict.reason)
    return undefined
  }
  const half = Math.ceil(entries.length / 2)
  return (await deliver(entries.slice(0, half), tools)) ?? deliver(entries.slice(half), tools)
}
