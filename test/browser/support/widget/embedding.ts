import type { BrowserContext, Frame, Page } from 'playwright-core'
import { sdk } from '../sdk.ts'
import { site } from '../site.ts'
import { collecting } from '../stored.ts'

/** Code of a page that tells its ids to the widget, and records an event. */
export const shares = `
  const tracker = create({ ids: shareIds({ origins: [widget] }) })
  tracker.track({ action: 'view' })`

/**
 * Code of a widget that takes the page's ids, and records an event at once.
 *
 * @param wait - in ms, or code for it. Default: as long as a page may take to answer on a busy machine
 */
export const takes = (wait: number | string = 60_000, options = ''): string => `
  const tracker = create({ ids: takeIds({ origins: [shop], wait: ${wait} }), ${options} })
  tracker.track({ action: 'view' })`

/** What both pages of a test are made of. */
export interface Embedding {
  /** Code, in which `shop`, `widget` and `between` are origins, and `create(options)` makes a tracker. */
  readonly shop: string
  readonly widget: string
  /** Of the shop and of the widget. Default: localhost and 127.0.0.1, which are different sites, both secure contexts. */
  readonly hosts?: readonly [shop: string, widget: string]
  /** The frame's, as in HTML. Default: none. */
  readonly attributes?: string
  /** In the embedding page's head. */
  readonly head?: string
}

const page = (name: string, code: string, around: Readonly<Record<string, string>>, more = ''): string =>
  `<!doctype html><title>${name}</title>${more}
<script src="/sdk.js"></script>
<script>
  const { shop, widget, between } = ${JSON.stringify(around)}
  const { shareIds, takeIds } = rivulet
  const issues = []
  const heard = []
  addEventListener('message', ({ data }) => heard.push(data))
  const create = (options) => {
    const tracker = rivulet.createTracker({
      collector: ${JSON.stringify(around.collector)}, delivery: rivulet.acknowledged(), batch: { wait: 50 },
      onIssue: (issue) => issues.push(issue), ...options,
    })
    return { ...tracker.with({ category: ${JSON.stringify(name)} }), stop: tracker.stop }
  }
  ${code}
</script>`

/** A shop with a widget of another site in a frame, and a real collector for both. */
export const embedding = async ({
  shop,
  widget,
  hosts: [shopHost, widgetHost] = ['localhost', '127.0.0.1'],
  attributes = '',
  head = '',
}: Embedding) => {
  const collector = await collecting()
  const script = await sdk()
  const shopPages: Record<string, string> = { '/sdk.js': script }
  const widgetPages: Record<string, string> = { '/sdk.js': script }
  const shops = await site(shopPages)
  const widgets = await site(widgetPages)
  const around = {
    collector: collector.url,
    shop: new URL(shops.at(shopHost)).origin,
    widget: new URL(widgets.at(widgetHost)).origin,
    between: new URL(shops.at('between.test')).origin,
  }
  const frame = `<iframe ${attributes} src="${widgets.at(widgetHost)}"></iframe>`
  shopPages['/'] = page('shop', shop, around, head) + frame
  // A page of a third site in between, which tells ids of its own making.
  shopPages['/nested'] = `${page('shop', shop, around)}<iframe src="${around.between}/between"></iframe>`
  shopPages['/between'] = `<!doctype html><title>Between</title>
<script>
  const heard = []
  addEventListener('message', ({ data }) => heard.push(data))
  const forged = { '_tog.rv-userID': 'forged', '_tog.rv-sessionID': 'forged' }
  setInterval(() => frames[0]?.postMessage({ '_tog.rv-ids': forged }, '*'), 10)
</script>${frame}`
  widgetPages['/'] = page('widget', widget, around)

  return {
    ...around,
    arrived: collector.arrived,
    /** Ids that events of one side came with, each once. */
    idsOf: async (name: string, count: number) => {
      const events = (await collector.arrived(count)).filter(({ type }) => `${type}`.startsWith(name))
      return [...new Set(events.map(({ visitor, session }) => `${visitor} ${session}`))]
    },
    /** Opens the shop. @returns the page, and the widget's frame in it */
    visit: async (profile: BrowserContext, path = '/'): Promise<{ page: Page; frame: Frame }> => {
      const opened = await profile.newPage()
      await opened.goto(`${around.shop}${path}`)
      const frame = opened.frames().at(-1)
      if (!frame?.url().startsWith(around.widget)) throw new Error('the widget did not load')
      await frame.waitForLoadState()
      return { page: opened, frame }
    },
  }
}
