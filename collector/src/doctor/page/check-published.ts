import { type Finding, findingsOf } from '../finding.ts'
import { lookUp } from './look-up.ts'

const { ok, warning, problem } = findingsOf('live page')

/** Paths of the collector that a tag may name: what is before them is a proxy's prefix. */
const ingestion = /\/(track\/activity|collect)\/?$/

/** Where the live page would be, if the web server passes it on. */
function places(collector: URL): URL[] {
  const prefix = ingestion.test(collector.pathname) ? collector.pathname.replace(ingestion, '') : ''
  return [...new Set([`${prefix}/live`, '/live'])].map((path) => new URL(path, collector))
}

/** Does the web server show visitors' events to everybody? */
export async function checkPublished(collector: URL): Promise<readonly Finding[]> {
  let asking: URL | undefined
  for (const url of places(collector)) {
    const summary = await lookUp(new URL(`${url.pathname}/summary`, url), { redirect: 'manual' }).catch(
      () => undefined,
    )
    // The collector's own answers: it wants a key, or does not know this name.
    if (summary?.status === 401 || summary?.status === 421) asking = url
    if (summary?.status === 200 && /"delivery":/.test(summary.body.toString())) {
      // At an address of this machine alone it may be meant so.
      const say = /^(127\.|\[::1\]$|(.+\.)?localhost$)/.test(url.hostname) ? warning : problem
      return [
        say(
          `${url} shows visitors’ events to whoever can ask here.`,
          'Set RIVULET_LIVE_KEY, or do not pass this path on.',
        ),
      ]
    }
  }
  return [
    ok(
      asking === undefined
        ? '/live is not published on this site.'
        : `${asking} shows nothing here without its key.`,
    ),
  ]
}
