import { now } from '../lib/now.ts'
import type { Issue, Line } from '../types.ts'
import { isLeft, linePrefix, readAdopted, readChunk, readChunkKey, writeAdopted } from './chunk.ts'
import type { Outbox } from './outbox.ts'
import type { PipelineOptions } from './pipeline-options.ts'

/** How long a line may be on its way before another page takes care of it, in ms. */
export const patienceMs = 5_000

/** How long an event is kept, in ms: a week. */
const maxAge = 604_800_000

/**
 * How long it is remembered that a chunk was taken, in ms: half an hour, as long as pages are kept in any browser's
 * back/forward cache.
 */
const tombstoneAge = 1_800_000

/**
 * Takes over what pages have left behind that are gone.
 *
 * @param adopted - hears of each line
 * @returns whether there are lines of others that may yet be left alone
 */
export const adopt = async (
  { store, collector, exclusively, count, report }: PipelineOptions,
  { holds, stateOf, put }: Outbox,
  adopted: (line: Line) => void,
): Promise<boolean> => {
  let isLooking = false
  const others = async () =>
    (await store.all(linePrefix)).filter(([key]) => readChunkKey(key).collector === collector && !holds(key))
  // Mostly there are none, and nothing to lock: a lock that is granted as the page goes has Chromium throw it out of the
  // back/forward cache (seen in 156, as "JavaScriptExecution"). With the lock they are read anew, as another page may have been at
  // them.
  if (!(await others())[0]) return isLooking
  await exclusively(async () => {
    for (const [key, text] of await others()) {
      const { touched, born } = readChunkKey(key)
      const time = now()
      // Either way, as clocks are set back.
      const isOlder = (than: number, since: number): boolean => Math.abs(time - since) > than
      const adoptedAt = readAdopted(text)
      const lines = readChunk(text)
      const stored = store.get(key)
      // Delivered or adopted since we were given the list.
      if (stored !== undefined && stored !== text) continue
      const isFree = isLeft(text)
      if (adoptedAt) {
        if (isOlder(tombstoneAge, adoptedAt)) store.remove(key)
        // Two pages had one of them, after a host had cleared its storage, or we have it no more and do not know yet: by the
        // next look that is settled.
      } else if (
        lines.some(([line]) => stateOf(line) !== undefined) ||
        !(isFree || isOlder(patienceMs, touched))
      )
        isLooking = true
      else if (isOlder(maxAge, born)) {
        store.remove(key)
        report({ reason: 'expired', events: lines.length } satisfies Issue)
      } else {
        for (const [line, state] of lines) {
          put(line, born, state)
          count('adopted')
          adopted(line)
        }
        // Whoever left it expects that; whoever still has it in hand has to be told.
        if (isFree) store.remove(key)
        else store.set(key, writeAdopted(time))
      }
    }
  })
  return isLooking
}
