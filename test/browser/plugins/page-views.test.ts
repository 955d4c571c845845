import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { ownClock } from '../support/plugins/own-clock.ts'
import { leavesNothing, usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const views = 'rivulet.pageViews()'

/** A browser without the Navigation API, as all were until 2025. */
const older = '<script>window.navigation = undefined</script>'

const paths = (signals: readonly { readonly [fact: string]: unknown }[]): string[] =>
  signals.map(({ page }) => new URL(`${page}`).href.replace(/^http:\/\/[^/]+/, ''))

describe('a page', () => {
  it('is viewed once at its beginning, with title and referrer, and that arrives', async () => {
    const { address, page, told, events, run, until, isCalm } = await opened(
      views,
      {
        pages: { '/from': '<a href="/landing?q=1">Next</a>' },
      },
      '/from',
    )
    await page.click('a')
    await until(`typeof signals === 'function'`)
    expect(await told(1)).toStrictEqual([
      {
        name: 'page/view',
        title: 'First title',
        referrer: `${address}/from`,
        page: `${address}/landing?q=1`,
      },
    ])
    await run('tracker.flush()')
    await expect.poll(events).toMatchObject([
      {
        category: 'page',
        action: 'view',
        labels: { title: 'First title', referrer: `${address}/from` },
        page: `${address}/landing?q=1`,
      },
    ])
    await isCalm()
  })

  it('is viewed under the title that it sets when it has started, and where it has redirected to', async () => {
    const { run, told } = await opened(views, {
      head: `${ownClock(500)}<script>
        addEventListener('load', () => {
          history.replaceState(0, '', '/start')
          document.title = 'Started'
        })
      </script>`,
    })
    await run('pass(500); pass(500)')
    expect(await told(1)).toMatchObject([{ title: 'Started', page: expect.stringMatching(/\/start$/) }])
  })

  it('is viewed again when it comes out of the back/forward cache, once', async () => {
    const { address, page, told, run, until } = await opened(views, { pages: { '/away': 'Away' } })
    await run(`addEventListener('pageshow', ({ persisted }) => { globalThis.isBack = persisted })`)
    await page.goto(`${address}/away`)
    await page.evaluate('setTimeout(() => history.back())')
    await until('globalThis.isBack')
    expect(await told(2)).toMatchObject([
      { name: 'page/view', title: 'First title' },
      { name: 'page/view', title: 'First title', page: `${address}/` },
    ])
  })

  it('that is rendered in advance is viewed when somebody comes to it, once', async () => {
    const { address, page } = await opened(
      views,
      {
        pages: {
          '/from': `<script type="speculationrules">
            { "prerender": [{ "source": "list", "urls": ["/early"], "eagerness": "immediate" }] }
          </script><a href="/early">Next</a>`,
          '/reader': 'Storage',
        },
        head: `<script>
          localStorage.wasEarly ??= document.prerendering
          document.addEventListener('prerenderingchange', () => { localStorage.before = localStorage.signals ?? 'none' })
        </script>`,
      },
      '/from',
    )
    // Before another tab lies over it: Chromium renders nothing in advance for a page in the background.
    await expect.poll(() => page.evaluate('localStorage.wasEarly')).toBe('true')
    // Puppeteer loses a page whose place another one takes; its storage can be read beside it.
    const reader = await page.browserContext().newPage()
    await reader.goto(`${address}/reader`)
    await page.bringToFront()
    const stored = (key: string): Promise<unknown> => reader.evaluate(`localStorage.${key}`)
    await page.click('a')
    await expect.poll(() => stored('before')).toBe('none')
    await expect.poll(() => stored('signals')).toBeTruthy()
    await pause(700)
    expect(paths(JSON.parse(`${await stored('signals')}`))).toStrictEqual(['/early'])
  })
})

describe.each([
  ['with the Navigation API', ''],
  ['without the Navigation API', older],
])('an application, %s', (_, head) => {
  it('is viewed at each address it goes to and comes back to, and at none twice', async () => {
    const { address, run, told, signals, isCalm } = await opened(views, { head })
    await run(`history.pushState(1, '', '/one'); document.title = 'One'`)
    await told(2)
    await run(`history.pushState(1, '', '/one')`)
    await run(`history.replaceState(2, '', '/one')`)
    await run(`location.hash = 'part'`)
    await run(`history.pushState(2, '', '/two?q=1')`)
    expect((await told(3)).slice(1)).toStrictEqual([
      { name: 'page/view', title: 'One', referrer: `${address}/`, page: `${address}/one` },
      { name: 'page/view', referrer: `${address}/one`, page: `${address}/two?q=1` },
    ])
    await run('history.back()')
    await told(4)
    await run('history.forward()')
    await told(5)
    expect(paths(await signals())).toStrictEqual(['/', '/one', '/two?q=1', '/one#part', '/two?q=1'])
    await isCalm()
  })

  it('is viewed where a redirect ends, not where it begins', async () => {
    const { address, run, told } = await opened(views, { head })
    await run(`history.pushState(0, '', '/members'); history.replaceState(0, '', '/sign-in')`)
    expect((await told(2)).slice(1)).toMatchObject([{ page: `${address}/sign-in`, referrer: `${address}/` }])
  })

  it('is told of before what is done in it', async () => {
    const { page, run, told } = await opened('rivulet.clicks({ selector: "button" }), rivulet.pageViews()', {
      head,
      body: '<button>Press</button>',
    })
    await run(`addEventListener('keydown', () => history.pushState(0, '', '/one'), { once: true })`)
    await page.keyboard.press('a')
    await page.click('button')
    expect((await told(3)).map(({ name }) => name)).toStrictEqual(['page/view', 'page/view', 'element/click'])
  })

  it('is told of before the page is left, though its title has not come', async () => {
    const { address, page, run, told } = await opened(views, { head, pages: { '/away': 'Away' } })
    await run(`history.pushState(0, '', '/one'); history.pushState(0, '', '/two'); location.href = '/away'`)
    await page.waitForFunction(`location.pathname === '/away'`)
    await page.goto(`${address}/last`)
    expect(paths(await told(4))).toStrictEqual(['/', '/one', '/two', '/last'])
  })

  it('whose routes are behind a hash is viewed at each, if it is said so', async () => {
    const { run, told } = await opened('rivulet.pageViews({ hash: true })', { head })
    await run(`location.hash = '/one'`)
    await told(2)
    await run(`history.pushState(0, '', '#/two')`)
    expect(paths(await told(3))).toStrictEqual(['/', '/#/one', '/#/two'])
  })

  it('is as it was when the plugin is gone', async () => {
    const visit = await opened('', { head })
    const { run, told } = visit
    await leavesNothing(visit, views, `history.pushState(0, '', '/one')`)
    // In one task, so that it has ended before the title of `/two` has come.
    await run(`
      delete localStorage.signals
      const end = use(${views})
      history.pushState(0, '', '/two')
      end()
      history.pushState(0, '', '/three')
      document.title = 'Three'`)
    expect(paths(await told(1))).toStrictEqual(['/one'])
  })
})

it('takes nothing from the history of an older browser that is not its own', async () => {
  const { run } = await opened('', { head: older })
  const own = `[Object.hasOwn(history, 'pushState'), Object.hasOwn(history, 'replaceState')]`
  expect(
    await run(`
    const { pushState, replaceState } = history
    const ends = [use(rivulet.pageViews()), use(rivulet.scrollDepth()), use(rivulet.timeOnPage())]
    const during = ${own}
    for (const end of ends) end()
    return [during, ${own}, history.pushState === pushState, history.replaceState === replaceState]
  `),
  ).toStrictEqual([[true, true], [false, false], true, true])
  expect(
    await run(`
    const end = use(rivulet.pageViews())
    const ours = history.pushState
    let calls = 0
    const theirs = (...given) => { calls++; ours.apply(history, given) }
    history.pushState = theirs
    end()
    history.pushState(0, '', '/theirs')
    return [history.pushState === theirs, calls, location.pathname, signals().length]
  `),
  ).toStrictEqual([true, 1, '/theirs', 0])
})
