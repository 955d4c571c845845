/**
 * Does one thing after the other, in the order it is asked.
 *
 * @returns {<Value>(task: () => Promise<Value>) => Promise<Value>}
 */
export const takingTurns = () => {
  let last = Promise.resolve(/** @type {any} */ (undefined))
  return (task) => {
    const done = last.then(task)
    last = done.catch(() => {})
    return done
  }
}

/** One browser of this process starts at a time: starting is work, and nearly all else is waiting. */
export const startInTurn = takingTurns()

/** Milliseconds that a browser may take to start, or to answer, on a machine that is busy with others. */
export const patience = 120_000
