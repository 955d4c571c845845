/**
 * Does one job after the other. A transaction that is written in pieces stays open from turn to turn of the event loop,
 * and on one connection nothing else may be written meanwhile: it would be part of it.
 */
export function oneByOne(): <Result>(job: () => Result | Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (job) => {
    const done = last.then(job)
    last = done.catch(() => {})
    return done
  }
}
