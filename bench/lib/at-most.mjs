/** Runs all jobs, in their order, at most so many at a time. */
export const atMost = async (count, jobs) => {
  const waiting = [...jobs]
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job()
  }
  await Promise.all(Array.from({ length: count }, work))
}
