/** Long work that can be interrupted wherever it yields. */
export type Pieces<Result> = Generator<undefined, Result>

/** Does all of it in one go: for who has nothing else to do. */
export function atOnce<Result>(pieces: Pieces<Result>): Result {
  for (;;) {
    const { done, value } = pieces.next()
    if (done) return value
  }
}

/** Does one piece at each turn of the event loop, the first one now. */
export function inTurns<Result>(pieces: Pieces<Result>): Result | Promise<Result> {
  // Most work is done with its first piece, and then nobody has to wait.
  const { done, value } = pieces.next()
  return done ? value : theRest(pieces)
}

async function theRest<Result>(pieces: Pieces<Result>): Promise<Result> {
  for (;;) {
    await nextTurn()
    const { done, value } = pieces.next()
    if (done) return value
  }
}

const waiting: (() => void)[] = []

const run = () => {
  waiting.shift()?.()
  if (waiting.length > 0) setImmediate(run)
}

/**
 * Resolves at a turn of the event loop at which no other piece is done, whichever request it belongs to: what comes in is
 * served in between. There is one event loop, and so one queue.
 */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (waiting.length === 0) setImmediate(run)
    waiting.push(resolve)
  })

/**
 * Says where long work is to be interrupted.
 *
 * @param most - how much may be done in one go
 * @returns is told of work before it is done, and whether there has to be a break first
 */
export function pieces(most: number): (work: number) => boolean {
  let done = 0
  return (work) => {
    done += work
    if (done <= most) return false
    done = work
    return true
  }
}

/** Items that are mapped in one go: a millisecond or so. */
const someItems = 500

/** @param workOf - an item, in such items as take no time of their own */
export function* mapping<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
  workOf: (item: Item) => number = () => 1,
): Pieces<readonly Result[]> {
  const isBreak = pieces(someItems)
  const results: Result[] = []
  for (const item of items) {
    if (isBreak(workOf(item))) yield
    results.push(map(item))
  }
  return results
}
