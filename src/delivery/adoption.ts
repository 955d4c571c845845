import { now } from '../lib/now.ts'
import type { Issue, Line, LineStore } from '../types.ts'
import { isLeft, linePrefix, readAdopted, readChunk, readChunkKey, writeAdopted } from './chunk.ts'
import type { LineState } from './line-state.ts'

/** How long a line may be on its way before another page takes care of it, in ms. */
export const patienceMs = 5_000

/** How long an event is kept, in ms: a week. */
const maxAge = 604_800_000

/**
 * How long it is remembered that a chunk was taken, in ms: half an hour, as long as pages are kept in any browser's
 * back/forward cache.
 */
const tombstoneAge = 1_800_000

export interface AdoptionOptions {
  readonly store: LineStore
  /** What goes to another is left alone. */
  readonly collector: string
  /** Does the work unless another page is at it. */
  exclusively(work: () => Promise<void>): Promise<unknown>
  /** Whether a line is in our hands already. */
  has(line: Line): boolean
  /** Takes a line that was tracked at `born`, in ms since the epoch. */
  put(line: Line, born: number, state: LineState): void
  /** Hears of events that waited too long. */
  report(issue: Issue): void
}

/**
 * Takes over what pages have left behind that are gone.
 *
 * @returns whether there are lines of others that may yet be left alone
 */
export const adopt = async ({
  store,
  collector,
  exclusively,
  has,
  put,
  report,
}: AdoptionOptions): Promise<boolean> => {
  let isLooking = false
  await exclusively(async () => {
    for (const [key, text] of await store.all(linePrefix)) {
      const { touched, born, collector: destination } = readChunkKey(key)
      const time = now()
      // Either way, as clocks are set back.
      const isOlder = (than: number, since: number): boolean => Math.abs(time - since) > than
      const adopted = readAdopted(text)
      const lines = readChunk(text)
      const stored = store.get(key)
      // Delivered or adopted since we were given the list.
      if (stored !== undefined && stored !== text) continue
      if (destination !== collector || lines.some(([line]) => has(line))) continue
      const isFree = isLeft(text)
      if (adopted) {
        if (isOlder(tombstoneAge, adopted)) store.remove(key)
      } else if (isOlder(maxAge, born)) {
        store.remove(key)
        report({ reason: 'expired', events: lines.length })
      } else if (isFree || isOlder(patienceMs, touched)) {
        for (const [line, state] of lines) put(line, born, state)
        // Whoever left it expects that; whoever still has it in hand has to be told.
        if (isFree) store.remove(key)
        else store.set(key, writeAdopted(time))
      } else isLooking = true
    }
  })
  return isLooking
}
