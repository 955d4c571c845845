import { text } from 'node:stream/consumers'
import { serving } from '../../../../collector/test/support/serving.ts'
import { contractAnswer, eventsOf } from '../../../support/network.ts'
import { sdk } from '../sdk.ts'

/**
 * A page with plugins. `signals()` is what they told on any page of the site: it outlives the page. `use()` has one
 * more plugin watch, and gives what ends that.
 */
const pluginPage = (plugins: string, { head = '', body = '' }: PluginPage): string => `<!doctype html>
<title>First title</title>
${head}
<script src="/sdk.js"></script>
<script>
  const issues = []
  const thrown = []
  EventTarget.prototype.addEventListener.call(window, 'error', ({ message }) => thrown.push(message))
  const signals = () => JSON.parse(localStorage.signals ?? '[]')
  const heard = (plugin) => (tell, life) => plugin((signal) => {
    localStorage.signals = JSON.stringify([...signals(), signal])
    tell(signal)
  }, life)
  const tracker = rivulet.createTracker({
    collector: '/collect', delivery: rivulet.acknowledged(), parameters: 'all', onIssue: (issue) => issues.push(issue),
    plugins: [${plugins}].map(heard),
  })
  const use = (plugin) => tracker.use(heard(plugin))
</script>
${body}`

export interface PluginPage {
  /** HTML before the SDK is there. */
  readonly head?: string
  readonly body?: string
  /** Pages without plugins, by path. All other paths are the page with them. */
  readonly pages?: Readonly<Record<string, string>>
}

export interface PluginSite {
  readonly address: string
  /** What its collector has got, once each: of a page that was left, the next one sends again what may have been lost. */
  events(): ReturnType<typeof eventsOf>
}

/** @param plugins - code: what is in the list of plugins */
export const pluginSite = async (plugins: string, page: PluginPage): Promise<PluginSite> => {
  // The library of which a plugin makes use comes with it.
  const script = await sdk(`export * as vitals from 'web-vitals'`)
  const bodies: string[] = []
  const address = await serving(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://site')
    const say = (type: string, words: string): void => {
      response.setHeader('content-type', `${type}; charset=utf-8`)
      response.end(words)
    }
    if (pathname === '/sdk.js') say('text/javascript', script)
    else if (pathname === '/foreign.js') say('text/javascript', 'throw Error("secret")')
    else if (pathname === '/collect') {
      bodies.push(await text(request))
      say('application/json', await contractAnswer().text())
    } else {
      const type = pathname.endsWith('.svg') ? 'image/svg+xml' : 'text/html'
      say(type, page.pages?.[pathname] ?? pluginPage(plugins, page))
    }
  })
  return {
    address,
    events() {
      const events = eventsOf(bodies.map((body) => ({ url: '/collect', body })))
      return [...new Map(events.map((event) => [`${event.sender} ${event.sequence}`, event])).values()]
    },
  }
}
