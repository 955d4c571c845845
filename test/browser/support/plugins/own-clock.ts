/**
 * HTML that gives timers of one length a clock of the test's own, which `pass(ms)` has go on: they are on time where a machine
 * stands still for seconds. All other timers are the browser's.
 */
export const ownClock = (length: number): string => `<script>{
  const { setTimeout, clearTimeout } = window
  const timers = new Map()
  let time = 0
  let count = 0
  window.setTimeout = (work, ms, ...given) => {
    if (ms !== ${length}) return setTimeout(work, ms, ...given)
    timers.set(--count, [time + ms, () => work(...given)])
    return count
  }
  window.clearTimeout = (id) => timers.delete(id) || clearTimeout(id)
  window.pass = (ms) => {
    time += ms
    for (const [id, [due, work]] of timers) if (due <= time && timers.delete(id)) work()
  }
}</script>`
