import type { Signal } from '../../../../src/types.ts'
import { type PluginVisit, usePlugins } from '../plugins/plugins.ts'

/** All that watch a page, as code. */
const plugins = `
  rivulet.pageViews(), rivulet.clicks({ selector: '#plain' }), rivulet.declarative(), rivulet.forms(), rivulet.errors(),
  rivulet.scrollDepth({ depths: [50] }), rivulet.timeOnPage({ idle: 60000 }), rivulet.conversions(),
  rivulet.visibility('#tile', { time: 100, facts: ({ id }) => ({ id }) }),
  rivulet.media(document.createElement('video'), { entryId: 'entry' })`

/** A page that has something for each of them. `inForm` is what else its form holds. */
const body = (inForm: string): string => `
<script>
  EventTarget.prototype.addEventListener.call(window, 'submit', (event) => event.preventDefault())
  EventTarget.prototype.addEventListener.call(window, 'click', (event) => event.target.closest('a') && event.preventDefault())
</script>
<form id="order" data-rv-category="shop">
  ${inForm}
  <a id="out" href="https://partner.example/deals">Partner</a>
  <button id="plain" type="button">Plain</button>
  <button id="add" type="button" data-rv-action="add" data-rv-label-product="mug">Add</button>
  <input id="town" name="town"><button id="send">Send</button>
</form>
<div style="height: 1500px"></div>
<div id="tile">Tile</div>
<div style="height: 1500px"></div>`

/** A signal without what differs from visit to visit: the site's port, times, and where in the page an error was. */
const comparable = ({ duration, frame, ...facts }: Signal & Record<string, unknown>): string =>
  JSON.stringify({ ...facts, isTimed: duration !== undefined }).replace(/127\.0\.0\.1:\d+/g, 'site')

export interface Hostility {
  /** HTML before the SDK is there. */
  readonly head?: string
  /** HTML after it, before the rest of the page. */
  readonly before?: string
  /** What the page's form holds beside its own. */
  readonly inForm?: string
  /** Names of signals that cannot come here: nobody waits for them. */
  readonly without?: readonly string[]
}

export interface Told {
  readonly visit: PluginVisit
  /** What the plugins told of everything that a visitor can do, sorted. */
  readonly signals: readonly string[]
  /** What went wrong, but that a wire without Rison has no word for a sale. */
  issues(): Promise<readonly unknown[]>
}

/** @returns visits a page and does everything that plugins watch */
export const useEveryPlugin = (): ((hostility?: Hostility) => Promise<Told>) => {
  const opened = usePlugins()
  return async ({ head = '', before = '', inForm = '', without = [] } = {}) => {
    const visit = await opened(plugins, { head, body: before + body(inForm) })
    const { page, run } = visit
    await page.setViewport({ width: 800, height: 600 })
    for (const id of ['out', 'plain', 'add']) await page.click(`#${id}`)
    await page.type('#town', 'Ulm')
    await page.click('#send')
    await run(
      `Object.getPrototypeOf(document).querySelector.call(document, '#tile').scrollIntoView({ block: 'center' })`,
    )
    if (!without.includes('element/visible'))
      await visit.until(`signals().some(({ name }) => name === 'element/visible')`).catch(() => {})
    await run(`setTimeout(() => { throw Error('thrown by the page') })`)
    await run(`
      if (!Array.isArray(window.dataLayer)) return
      dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'o-1', value: 9, items: [{ item_id: 'mug', price: 9 }] } })`)
    await run(`window.history.pushState(null, '', '/next')`)
    // The application's next view keeps the title of the one before, and so waits for its own for some seconds.
    await visit.until(`signals().filter(({ name }) => name === 'page/view').length === 2`).catch(() => {})
    await visit.told(1)
    const issues = async (): Promise<unknown[]> =>
      (await page.evaluate(
        `[...issues, ...thrown].filter((issue) => issue.field !== 'conversion' && !/thrown by the page/.test(issue))`,
      )) as unknown[]
    return { visit, issues, signals: (await visit.signals()).map((signal) => comparable(signal)).sort() }
  }
}
