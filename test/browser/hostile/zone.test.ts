import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { useEveryPlugin } from '../support/hostile/every-plugin.ts'

const everyPlugin = useEveryPlugin()

const zone = readFileSync(
  new URL('../../../node_modules/zone.js/bundles/zone.umd.min.js', import.meta.url),
  'utf8',
)

/**
 * An application's zone, as Angular's NgZone is one: whenever a task in it ends, the application would look for changes;
 * and it is stable while none is pending.
 */
const application = `<script>${zone}</script>
<script>
  const checks = [], pending = { microTask: false, macroTask: false, eventTask: false }, scheduled = []
  const app = Zone.current.fork({
    name: 'angular',
    onInvokeTask(delegate, current, target, task, self, given) {
      try { return delegate.invokeTask(target, task, self, given) } finally { checks.push(task.source) }
    },
    onScheduleTask(delegate, current, target, task) {
      scheduled.push(task.source)
      return delegate.scheduleTask(target, task)
    },
    onHasTask(delegate, current, target, has) {
      delegate.hasTask(target, has)
      if (current === target) pending[has.change] = has[has.change]
    },
  })
</script>`

it('nothing of ours is a task of the application, nor has it look for changes', async () => {
  const { visit, issues } = await everyPlugin({ head: application })
  const { page, run, until } = visit
  await run(`
    app.run(() => {
      globalThis.inside = rivulet.createTracker({
        collector: '/collect', delivery: rivulet.fetchLaterFallback(rivulet.acknowledged()),
        outbox: rivulet.durableOutbox(), onIssue: (issue) => issues.push(issue),
        plugins: [
          rivulet.pageViews(), rivulet.clicks({ selector: '#plain' }), rivulet.declarative(), rivulet.forms(),
          rivulet.errors(), rivulet.scrollDepth(), rivulet.timeOnPage({ idle: 60000 }), rivulet.conversions(),
          rivulet.visibility('#tile', { time: 100 }), rivulet.media(document.createElement('video'), { entryId: 'e' }),
        ],
      })
      inside.track({ category: 'zone', action: 'inside' })
      inside.time({ category: 'zone', action: 'timed' })()
    })`)
  for (let step = 0; step < 50; step++) await page.mouse.move(10 + step, 10 + step)
  await run(`document.querySelector('#tile').scrollIntoView(); window.history.pushState(null, '', '/zone')`)
  await page.mouse.click(5, 5)
  await expect.poll(() => visit.events().filter(({ category }) => category === 'zone').length).toBe(2)
  await run('app.run(() => inside.flush())')
  await run('app.run(() => inside.stop())')
  await until('true')
  expect(await page.evaluate('[checks, scheduled, pending]')).toStrictEqual([
    [],
    [],
    { microTask: false, macroTask: false, eventTask: false },
  ])
  expect(await issues()).toStrictEqual([])
})

it('an application is stable while the collector is away, and each event arrives once with zone.js on the page', async () => {
  const { visit, issues, signals } = await everyPlugin({ head: application })
  const { run, page, events } = visit
  await run(`app.run(() => {
    globalThis.away = rivulet.createTracker({
      collector: 'http://127.0.0.1:9/collect', delivery: rivulet.acknowledged(), batch: { wait: 0 },
    })
    away.track({ category: 'zone', action: 'away' })
  })`)
  await run('await new Promise((done) => setTimeout(done, 2500))')
  expect(await page.evaluate('[checks, scheduled, pending.macroTask]')).toStrictEqual([[], [], false])
  await expect.poll(() => events().length).toBeGreaterThan(8)
  // What zone.js has put in the place of Promise must not make an answer look like none: then it would be sent again.
  const keys = events().map(({ sender, sequence }) => `${sender} ${sequence}`)
  expect(keys.length).toBe(new Set(keys).size)
  expect(signals.length).toBeGreaterThan(8)
  expect(await issues()).toStrictEqual([])
})
