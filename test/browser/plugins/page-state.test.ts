import { describe, expect, it } from 'vitest'
import { ownClock } from '../support/plugins/own-clock.ts'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const views = 'rivulet.pageViews()'

/** A browser without the Navigation API, as all were until 2025. */
const older = '<script>window.navigation = undefined</script>'

const paths = (signals: readonly { readonly [fact: string]: unknown }[]): string[] =>
  signals.map(({ page }) => `${page}`.replace(/^http:\/\/[^/]+/, ''))

/** A field whose value is written into the address at each key stroke, by `write(address)`, and with another when it is sent off. */
const search = (
  write: string,
  sentOff = `'?page=1'`,
): string => `<form><input name="q"></form><a href="/found">Found</a><script>
  const write = (address) => { ${write} }
  const field = document.querySelector('input')
  field.addEventListener('input', () => write('?q=' + field.value))
  document.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault()
    history.pushState(0, '', ${sentOff})
  })
  document.querySelector('a').addEventListener('click', (event) => {
    event.preventDefault()
    history.pushState(0, '', '/found')
  })
</script>`

const ways = [
  ['replaces the entry', 'history.replaceState(0, "", address)'],
  ['makes an entry each', 'history.pushState(0, "", address)'],
  [
    'makes an entry when there was no key for a while',
    'setTimeout(() => history.pushState(0, "", address), 300)',
  ],
  [
    'makes an entry, and replaces that',
    'history[location.search ? "replaceState" : "pushState"](0, "", address)',
  ],
] as const

describe('state in the address is no view', () => {
  it.each([
    ...ways.map(([way, write]) => [way, write, ''] as const),
    ...ways.slice(0, 2).map(([way, write]) => [`${way}, without the Navigation API`, write, older] as const),
  ])('a search that %s: what was typed is not told', async (_way, write, head) => {
    const { address, page, run, told, isCalm } = await opened(views, { head, body: search(write) }, '/search')
    await told(1)
    await page.type('input', 'secret', { delay: 30 })
    await page.keyboard.press('ArrowLeft')
    await told(1)
    await page.click('a')
    const signals = await told(2)
    expect(signals.map(({ page, referrer }) => ({ page, referrer }))).toStrictEqual([
      { page: `${address}/search`, referrer: undefined },
      { page: `${address}/found`, referrer: `${address}/search` },
    ])
    expect(await run('return localStorage.signals')).not.toMatch(/\bq=s/)
    await isCalm()
  })

  it('a search that is sent off is one view, of what was searched for; the next search another', async () => {
    const { page, told } = await opened(
      views,
      { body: search('history.replaceState(0, "", address)', `'?q=' + field.value`) },
      '/search',
    )
    await told(1)
    await page.type('input', 'mugs')
    await page.keyboard.press('Enter')
    await told(2)
    await page.type('input', '2')
    await page.keyboard.press('Enter')
    expect(paths(await told(3))).toStrictEqual(['/search', '/search?q=mugs', '/search?q=mugs2'])
  })

  it('a map that writes where it is', async () => {
    const { run, told } = await opened(views, {}, '/map')
    await told(1)
    await run(`for (let x = 0; x < 3; x++) {
      history.replaceState(0, '', '?at=52.1,13.' + x)
      await new Promise((done) => setTimeout(done, 700))
    }
    location.hash = 'legend'`)
    expect(paths(await told(1))).toStrictEqual(['/map'])
  })

  it('a filter that is ticked; the next page of the list is a view', async () => {
    const { page, told } = await opened(
      views,
      {
        body: `<input type="checkbox" onchange="history.pushState(0, '', '?red')">
          <button onclick="history.pushState(0, '', '?red&page=2')">Next</button>`,
      },
      '/list',
    )
    await told(1)
    await page.click('input')
    await page.click('button')
    expect(paths(await told(2))).toStrictEqual(['/list', '/list?red&page=2'])
  })

  it('a secret that the page takes out of its address is not told', async () => {
    const { run, told } = await opened(
      views,
      {
        head: `${ownClock(500)}<script>addEventListener('load', () => history.replaceState(0, '', '/back'))</script>`,
      },
      '/back?code=SECRET',
    )
    await run('pass(500)')
    expect(paths(await told(1))).toStrictEqual(['/back'])
  })
})

it('a page that is redirected after it was told is a view', async () => {
  const { run, told } = await opened(views, {}, '/members')
  await told(1)
  await run(`history.replaceState(0, '', '/sign-in')`)
  expect(paths(await told(2))).toStrictEqual(['/members', '/sign-in'])
})

it('behind a hash, a query is state like any other', async () => {
  const { run, told } = await opened('rivulet.pageViews({ hash: true })', {}, '/#/list')
  await told(1)
  await run(`history.replaceState(0, '', '#/list?q=secret')`)
  await run(`location.hash = '/list?page=2'`)
  expect(paths(await told(2))).toStrictEqual(['/#/list', '/#/list?page=2'])
})

it('an application may say what names its pages', async () => {
  const { run, told } = await opened(
    `rivulet.pageViews({ pageKey: ({ pathname, searchParams }) => pathname + searchParams.get('id') })`,
    {},
    '/watch?id=1',
  )
  await told(1)
  await run(`history.pushState(0, '', '?id=1&tab=two')`)
  await run(`history.replaceState(0, '', '?id=2&tab=two')`)
  await told(2)
  await run(`history.pushState(0, '', '?id=3')`)
  expect(paths(await told(3))).toStrictEqual(['/watch?id=1', '/watch?id=2&tab=two', '/watch?id=3'])
})

it('the depths and the time of a view go by the same rule', async () => {
  const { page, run, signals } = await opened(
    'rivulet.scrollDepth({ depths: [100] }), rivulet.timeOnPage()',
    { body: search('history.replaceState(0, "", address)') },
    '/search',
  )
  await page.click('input')
  await page.type('input', 'secret')
  await page.click('form')
  await run(`dispatchEvent(new Event('pagehide'))`)
  const told = await signals()
  expect(told.map(({ name }) => name)).toStrictEqual(['page/scroll', 'page/engage'])
  expect(paths(told.slice(1))).toStrictEqual(['/search'])
})
