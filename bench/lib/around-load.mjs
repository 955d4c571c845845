/** A task of any thread by its own clock, and the moment when a page's `load` event is over. */
const categories = ['disabled-by-default-devtools.timeline', 'blink.user_timing']

/**
 * Traces a page from before its navigation.
 *
 * @returns ends that, and tells how many ms its main thread has worked `before` its `load` event was over, and `after`
 */
export const aroundLoad = async (browser, page) => {
  await browser.startTracing(page, { categories })
  return async () => {
    const { traceEvents } = JSON.parse(await browser.stopTracing())
    const load = traceEvents.find(({ name }) => name === 'loadEventEnd')
    const tasks = traceEvents.filter(
      ({ name, pid, tid }) => name === 'RunTask' && pid === load.pid && tid === load.tid,
    )
    const worked = (some) => some.reduce((sum, { tdur = 0 }) => sum + tdur / 1_000, 0)
    return {
      before: worked(tasks.filter(({ ts }) => ts <= load.ts)),
      after: worked(tasks.filter(({ ts }) => ts > load.ts)),
    }
  }
}
