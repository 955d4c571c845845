import type { Issue, Line, LineStore } from '../types.ts'
import { linePrefix, readAdopted, readLineKey, writeAdopted } from './line-key.ts'

/** How long a line may be on its way before another page takes care of it, in ms. */
export const patience = 5_000

/** How long an event is kept, in ms: a week. */
const longest = 604_800_000

/**
 * How long it is remembered that a line was taken, in ms: half an hour, as long as pages are kept in any browser's
 * back/forward cache.
 */
const memory = 1_800_000

/**
 * Takes over what pages have left behind that are gone.
 *
 * @param exclusively - does the work unless another page is at it
 * @param has - whether a line is in our hands already
 * @param take - takes a line that was first put at `born`, in ms since the epoch
 * @param report - hears of each event that waited too long
 * @returns whether there are lines of others that may yet be left alone
 */
export const adopt = async (
  store: LineStore,
  collector: string,
  exclusively: (work: () => Promise<void>) => Promise<unknown>,
  has: (line: Line) => boolean,
  take: (line: Line, born: number) => void,
  report: (issue: Issue) => void,
): Promise<boolean> => {
  let isLooking = false
  await exclusively(async () => {
    for (const [key, line] of await store.all(linePrefix)) {
      const { touched, born, collector: destination } = readLineKey(key)
      const now = Date.now()
      // Either way, as clocks are set back.
      const isOlder = (time: number, than: number): boolean => Math.abs(now - time) > than
      const adopted = readAdopted(line)
      const stored = store.get(key)
      // Delivered or adopted since we were given the list.
      if (stored !== undefined && stored !== line) continue
      if (destination !== collector || has(line)) continue
      if (adopted) {
        if (isOlder(adopted, memory)) store.remove(key)
      } else if (isOlder(born, longest)) {
        store.remove(key)
        report({ reason: 'expired' })
      } else if (isOlder(touched, patience)) {
        take(line, born)
        // Whoever left it expects that; whoever still has it in hand has to be told.
        if (touched) store.set(key, writeAdopted(now))
        else store.remove(key)
      } else isLooking = true
    }
  })
  return isLooking
}
