import { expect, it } from 'vitest'
import type { Signal } from '../../../src/types.ts'
import { type PluginVisit, usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const views = 'rivulet.pageViews()'

/** A title as a framework puts it into the head, as an element of its own. */
const withElements = `
  const away = () => document.querySelector('title')?.remove()
  const put = (text) => document.head.append(Object.assign(document.createElement('title'), { textContent: text }))
  const later = (ms, work) => new Promise((done) => setTimeout(() => done(work()), ms))`

/** What each of these does when a link is followed: recorded in applications that were built with them. */
const routers: Readonly<Record<string, string>> = {
  'Next 16, whose data take 900 ms': `
    history.pushState(0, '', to); await later(3, away); put(''); await later(900, () => document.title = title)`,
  'Next 16, which streams its metadata': `
    history.pushState(0, '', to); await later(2, away); await later(300, () => put(title))`,
  'Nuxt 4 with await useAsyncData': `
    document.title = document.title; history.replaceState(0, '', location.href)
    history.pushState(0, '', to); await later(900, () => document.title = title)`,
  'TanStack Router with a loader of 1,800 ms': `
    history.pushState(0, '', to); await later(1800, () => { away(); put(title) })`,
  'React Router 7, which goes when the data are there': `
    await later(900, () => history.pushState(0, '', to)); await later(20, () => { put(title); document.querySelector('title').remove() })`,
  'Vue Router with the title in a guard, and a page that is loaded': `
    document.title = title; await later(200, () => history.pushState(0, '', to))`,
  'a page that says that it is loading': `
    history.pushState(0, '', to); await later(450, () => document.title = 'Loading…')
    await later(100, () => document.title = title)`,
}

const body = `<button>Go</button><script>
  ${withElements}
  const pages = [['/one', 'One'], ['/two', 'Two']]
  const button = document.querySelector('button')
  button.addEventListener('click', async () => {
    const [to, title] = pages.shift()
    await go(to, title)
    button.dataset.done = 'yes'
  })
</script>`

const press = async ({ page }: PluginVisit): Promise<void> => {
  await page.evaluate(`delete document.querySelector('button').dataset.done`)
  await page.click('button')
  await page.waitForSelector('button[data-done]')
}

const titles = (signals: readonly Signal[]): unknown[] => signals.map(({ title }) => title)

it.each(Object.keys(routers))('each view has its own title: %s', async (router) => {
  const visit = await opened(views, {
    head: `<script>const go = async (to, title) => { ${routers[router]} }</script>`,
    body,
  })
  await visit.told(1)
  await press(visit)
  await visit.told(2)
  await press(visit)
  const signals = await visit.told(3)
  expect(signals.map(({ page, title }) => [new URL(`${page}`).pathname, title])).toStrictEqual([
    ['/', 'First title'],
    ['/one', 'One'],
    ['/two', 'Two'],
  ])
  await visit.isCalm()
})

it('a view that ends before its title has come has none, and the next one not that one', async () => {
  // Its data take until somebody has pressed a key, however long that is.
  const router = routers['Nuxt 4 with await useAsyncData']!.replace('await later(900,', 'await pressed.then(')
  const visit = await opened(views, {
    head: `<script>
      const pressed = new Promise((done) => addEventListener('keyup', done))
      const go = async (to, title) => { ${router} }
    </script>`,
    body,
  })
  await visit.told(1)
  await visit.page.click('button')
  await visit.page.keyboard.press('a')
  await visit.page.waitForSelector('button[data-done]')
  await press(visit)
  expect(titles(await visit.told(3))).toStrictEqual(['First title', undefined, 'Two'])
})

it('gone to in the history at once, a view has the title it had', async () => {
  const { run, told } = await opened(views)
  await told(1)
  // Timers of the page's own: those of the plugin, which were set later, end later on a machine that stands still.
  await run(`history.pushState(0, '', '/one'); document.title = 'One'
    addEventListener('popstate', () => setTimeout(() => { document.title = 'First title' }, 700))
    history.back()`)
  expect(titles(await told(3))).toStrictEqual(['First title', 'One', 'First title'])
})

it('a title that is never another is told once, with the first view', async () => {
  const { run, told } = await opened(views)
  await told(1)
  await run(`history.pushState(0, '', '/one')`)
  expect(titles(await told(2))).toStrictEqual(['First title', undefined])
})

it('an application may say the title', async () => {
  const { run, told, isCalm } = await opened(
    `rivulet.pageViews({ title: () => { if (globalThis.isBad) throw Error('bad'); return globalThis.said } })`,
    { head: `<script>globalThis.said = 'Said'</script>` },
  )
  await told(1)
  await run(`history.pushState(0, '', '/one'); globalThis.said = undefined
    setTimeout(() => { globalThis.said = 'Said of one' }, 1_000)`)
  await told(2)
  await run(`history.pushState(0, '', '/two'); globalThis.isBad = true`)
  expect(titles(await told(3))).toStrictEqual(['Said', 'Said of one', undefined])
  await isCalm()
})

it('an application may leave out what is no title', async () => {
  const { run, told } = await opened(`rivulet.pageViews({
    title: (title, before) => title === before || title === 'Loading…' ? undefined : title,
  })`)
  await told(1)
  await run(`history.pushState(0, '', '/one'); document.title = 'Loading…'
    setTimeout(() => { document.title = 'One' }, 1_500)`)
  expect(titles(await told(2))).toStrictEqual(['First title', 'One'])
})
