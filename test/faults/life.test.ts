import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { chromium } from './engines/chromium.mjs'
import { firefox } from './engines/firefox.mjs'
import { webkit } from './engines/webkit.mjs'
import type { DialectName } from './support/dialects.ts'
import { setups } from './support/expectations.ts'
import { until, visiting } from './support/visiting.ts'

const visit = visiting()
const trackFrom = (first: number): string =>
  `for (let number = ${first}; number < ${first + 5}; number++) track(number)`
const numbersTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)
const ascending = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b)

const cameBack = '({ cameFromCache: globalThis.cameFromCache, address: location.href })'

describe.each([chromium, firefox, webkit])('in $name', (engine) => {
  it.for<[DialectName, string]>([
    ...Object.values(setups).map((options): [DialectName, string] => ['rivet', options]),
    ['kaltura', setups.acknowledged],
  ])(
    'a page goes to the back/forward cache, and goes on when it is back: %s, %s',
    async ([dialect, options], test) => {
      // Firefox keeps no page that leaves while its request is under way: the page sends nothing by itself before it goes.
      const { browser, collector, at, asked, arrived } = await visit(
        test,
        engine,
        `${options}, batch: { wait: 1e9 }`,
        { dialect },
      )
      const tab = await browser.open(at())
      // Chromium tells its driver why it did not keep a page; the page hears "masked" of what is not its own doing.
      const reasons = engine === chromium ? await tab.cdpEvents?.('Page.backForwardCacheNotUsed') : undefined
      await tab.evaluate(
        `addEventListener('pageshow', ({ persisted }) => {
          globalThis.cameFromCache = persisted
          fetch('/is-back')
        })`,
      )
      await tab.evaluate(trackFrom(1))
      await tab.go(at('/next'))
      expect(ascending(await arrived(5))).toStrictEqual(numbersTo(5))
      await tab.back()
      // Whoever asks a page that is still in the cache has it thrown out: what runs no JavaScript is all that is kept.
      await until(() => asked.includes('/is-back'))
      // A driver may still be at the page before.
      let back: { address?: string } | undefined
      await until(async () => {
        back = await tab.evaluate<{ address: string }>(cameBack).catch(() => undefined)
        return back?.address === at()
      })
      expect(back, JSON.stringify(reasons)).toMatchObject({ cameFromCache: true })
      await tab.evaluate(`${trackFrom(6)}; tracker.flush()`)
      expect(ascending(await arrived(10))).toStrictEqual(numbersTo(10))
      expect(collector.stored()).toStrictEqual({ rows: 10, keys: 10, senders: 1 })
    },
  )
})

describe('in chromium', () => {
  const prerendering = `<!doctype html>
<script type="speculationrules">
  { "prerender": [{ "source": "list", "urls": ["/"], "eagerness": "immediate" }] }
</script>`

  it('a prerendered page sends and stores nothing until somebody looks at it', async (test) => {
    const { browser, collector, at, asked, arrived } = await visit(
      test,
      chromium,
      `${setups.acknowledged}, batch: { wait: 100 }`,
      {
        after: `<script>${trackFrom(1)}; fetch('/prerendering-' + document.prerendering)</script>`,
        pages: { '/from': prerendering },
      },
    )
    const tab = await browser.open(at('/from'))
    await until(() => asked.includes('/prerendering-true'))
    expect(asked).toContain('/prerendering-true')
    await pause(1_000)
    expect(await tab.evaluate('[localStorage.length, document.cookie]')).toStrictEqual([0, ''])
    expect(collector.numbers()).toStrictEqual([])

    await tab.evaluate(`setTimeout(() => { location.href = '/' })`)
    expect(ascending(await arrived(5))).toStrictEqual(numbersTo(5))
    // The page that was prerendered, not another one.
    expect(asked.filter((path) => path === '/')).toHaveLength(1)
  })

  it('a page that is frozen has sent what waited, and goes on when it is thawed', async (test) => {
    const { browser, collector, at, arrived } = await visit(
      test,
      chromium,
      `${setups.acknowledged}, batch: { wait: 1e9 }`,
    )
    const tab = await browser.open(at())
    await tab.evaluate(trackFrom(1))
    await tab.cdp?.('Page.setWebLifecycleState', { state: 'frozen' })
    expect(ascending(await arrived(5))).toStrictEqual(numbersTo(5))
    await tab.cdp?.('Page.setWebLifecycleState', { state: 'active' })
    await tab.evaluate(`${trackFrom(6)}; tracker.flush()`)
    expect(ascending(await arrived(10))).toStrictEqual(numbersTo(10))
    expect(collector.stored()).toStrictEqual({ rows: 10, keys: 10, senders: 1 })
  })
})

describe('in firefox', () => {
  it.for([setups.acknowledged, setups.beacons])(
    'a tab that is closed while its first events are written loses none of them: %s',
    async (options, test) => {
      const { browser, collector, at, arrived } = await visit(test, firefox, options)
      const tab = await browser.open(at())
      await tab.evaluate(
        `for (let number = 1; number <= 10; number++)
          tracker.track({
            category: 'page',
            action: 'act',
            labels: {
              get n() {
                for (const end = performance.now() + 200; performance.now() < end; );
                return number
              },
            },
          })
        0`,
      )
      await tab.close()
      expect(ascending(await arrived(10))).toStrictEqual(numbersTo(10))
      expect(collector.stored()).toStrictEqual({ rows: 10, keys: 10, senders: 1 })
    },
  )
})
