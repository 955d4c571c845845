/**
 * Whose turn it is to write. Two connections write to one file, and where both do at once, one of them waits and the whole
 * collector with it.
 */
export interface Turns {
  /** Does a job of the other connection: beside others of its kind, which it has in order. */
  together<Result>(job: () => Promise<Result>): Promise<Result>
  /** Does a job when all that was begun is done; what comes later waits for its end. */
  alone<Result>(job: () => Result | Promise<Result>): Promise<Result>
}

export function createTurns(): Turns {
  // Neither is ever rejected.
  let lastAlone: Promise<void> = Promise.resolve()
  let allTogether: Promise<void> = Promise.resolve()
  const ended = async (...jobs: readonly Promise<unknown>[]): Promise<void> => {
    await Promise.allSettled(jobs)
  }

  return {
    together(job) {
      const done = lastAlone.then(job)
      allTogether = ended(allTogether, done)
      return done
    },
    alone(job) {
      const done = ended(lastAlone, allTogether).then(job)
      lastAlone = ended(done)
      return done
    },
  }
}
