/** A task of any thread by its own clock, and the moment when a page's `load` event is over. */
const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing']

/** What scripts do, and nothing but that: first layout and paint come on either side of `load`. */
const scripts = ['EvaluateScript', 'v8.compile', 'FunctionCall']

/** Without those that lie within another one. */
const outermost = (events) => {
  let end = 0
  return events
    .toSorted((one, other) => one.ts - other.ts)
    .filter(({ ts, dur = 0 }) => {
      if (ts < end) return false
      end = ts + dur
      return true
    })
}

/**
 * Traces a page from before its navigation.
 *
 * @returns ends that, and tells how many ms its main thread has worked `before` its `load` event was over, and `after`, and how
 *   much of that before was `scripts`
 */
export const aroundLoad = async (browser, page) => {
  await browser.startTracing(page, { categories })
  return async () => {
    const { traceEvents } = JSON.parse(await browser.stopTracing())
    const load = traceEvents.find(({ name }) => name === 'loadEventEnd')
    const own = traceEvents.filter(({ pid, tid }) => pid === load.pid && tid === load.tid)
    const tasks = own.filter(({ name }) => name === 'RunTask')
    const run = outermost(own.filter(({ name, ph }) => scripts.includes(name) && ph === 'X'))
    const worked = (some) => some.reduce((sum, { tdur = 0 }) => sum + tdur / 1_000, 0)
    return {
      before: worked(tasks.filter(({ ts }) => ts <= load.ts)),
      after: worked(tasks.filter(({ ts }) => ts > load.ts)),
      scripts: worked(run.filter(({ ts }) => ts <= load.ts)),
    }
  }
}
