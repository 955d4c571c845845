import { type Finding, findingsOf } from '../finding.ts'
import { fitsIntegrity, hashOf } from './allows-script.ts'
import { type LookedUp, lookUp } from './look-up.ts'
import type { ReadPage, ScriptElement } from './read-page.ts'

const { ok, warning, problem } = findingsOf('script')

const javascript = /^(text|application)\/(x-)?(java|ecma)script\b/i

/** Whether this is rivulet's script for pages: it makes one global name. */
const isLibrary = (body: Buffer): boolean => /\bvar rivulet\s*=/.test(body.toString())

export const addressOf = ({ attributes: { src } }: ScriptElement, { base }: ReadPage): URL | undefined =>
  src !== undefined && src !== '' && URL.canParse(src, base.href) ? new URL(src, base) : undefined

/** Where an inline script waits for the library: the script of the page that is it. */
export async function findLibrary(page: ReadPage): Promise<ScriptElement | undefined> {
  const external = page.scripts.filter((each) => addressOf(each, page) !== undefined)
  const likely = external.filter(({ attributes }) => /rivulet/i.test(attributes.src!))
  for (const element of [...new Set([...likely, ...external])].slice(0, 20)) {
    const found = await lookUp(addressOf(element, page)!).catch(() => undefined)
    if (found !== undefined && isLibrary(found.body)) return element
  }
  return undefined
}

/** Is the library served, as JavaScript, compressed, kept for the right time, and what `integrity` says it is? */
export async function checkScript(
  element: ScriptElement,
  page: ReadPage,
  pageUrl: URL,
): Promise<readonly Finding[]> {
  const url = addressOf(element, page)
  if (url === undefined) {
    return [problem(`src="${element.attributes.src}" is no address.`, 'Give the script an address.')]
  }
  let served: LookedUp
  try {
    served = await lookUp(url, { headers: { 'accept-encoding': 'br, gzip' } })
  } catch (error) {
    return [problem(`${url} cannot be loaded: ${(error as Error).message}.`)]
  }
  const findings = isServed(url, pageUrl, served)
  if (findings.length > 0) return findings
  return [ok(`${url} is served.`), ...caching(url, served), ...integrity(element, url, pageUrl, served.body)]
}

/** Nothing, where the browser runs it. */
function isServed(url: URL, pageUrl: URL, { status, headers, body }: LookedUp): Finding[] {
  if (pageUrl.protocol === 'https:' && url.protocol === 'http:') {
    return [problem(`${url} is HTTP, the page HTTPS: browsers block it.`, 'Serve the script by HTTPS.')]
  }
  if (status !== 200) {
    return [
      problem(
        `${url} answers ${status}.`,
        'Let the web server serve dist/rivulet.min.js there, or pass the path to the collector, which serves it with --script.',
      ),
    ]
  }
  const type = headers.get('content-type') ?? ''
  const isHtml = /^\s*</.test(body.subarray(0, 200).toString())
  if (isHtml) {
    return [
      problem(
        `${url} answers with a page of HTML, not with the script.`,
        'The path is not passed to what serves the script; an application’s rule for all other paths answers.',
      ),
    ]
  }
  if (!javascript.test(type) && /nosniff/i.test(headers.get('x-content-type-options') ?? '')) {
    return [
      problem(
        `${url} has the Content-Type “${type}” with nosniff: browsers do not run it.`,
        'Serve it as text/javascript.',
      ),
    ]
  }
  if (!isLibrary(body)) {
    return [
      problem(
        `${url} is another script than rivulet’s, or an altered one.`,
        'Serve dist/rivulet.min.js as npm run build has made it.',
      ),
    ]
  }
  return javascript.test(type)
    ? []
    : [warning(`its Content-Type is “${type}”.`, 'Serve it as text/javascript.')]
}

/** A name with a hash in it changes with the content. */
const hasHash = ({ pathname }: URL): boolean => /[.-][\da-f]{8,}\.js$/i.test(pathname)

const day = 86_400

function caching(url: URL, { headers }: LookedUp): Finding[] {
  const findings: Finding[] = []
  const said = headers.get('cache-control') ?? ''
  const seconds = Number(/max-age=(\d+)/i.exec(said)?.[1] ?? Number.NaN)
  if (/no-store/i.test(said)) {
    findings.push(
      warning('Cache-Control is no-store: every page loads it anew.', 'Let browsers keep it: max-age=3600.'),
    )
  } else if (Number.isNaN(seconds) && headers.get('etag') === null && headers.get('last-modified') === null) {
    findings.push(
      warning('nothing says how long it may be kept.', 'Send Cache-Control: max-age=3600 and an ETag.'),
    )
  } else if (!hasHash(url) && (seconds > 7 * day || /immutable/i.test(said))) {
    findings.push(
      warning(
        `it is kept for ${Math.round(seconds / day)} days under a name that stays: an update reaches visitors that late.`,
        'Use the name with the hash, or max-age=3600.',
      ),
    )
  }
  if (headers.get('content-encoding') === null) {
    findings.push(warning('it is not compressed.', 'Compress it: with Brotli it is a third as long.'))
  }
  return findings
}

function integrity({ attributes }: ScriptElement, url: URL, pageUrl: URL, body: Buffer): Finding[] {
  const said = attributes.integrity
  if (said === undefined || said.trim() === '') return []
  if (!fitsIntegrity(said, body)) {
    return [
      problem(
        'it is not what integrity says: browsers do not run it.',
        `Write integrity="${hashOf('sha384', body)}", and give the tag the script’s name with a hash.`,
      ),
    ]
  }
  if (url.origin !== pageUrl.origin && attributes.crossorigin === undefined) {
    return [
      problem(
        'with integrity, a script of another origin needs crossorigin: browsers do not run it.',
        'Add crossorigin to the tag.',
      ),
    ]
  }
  if (!hasHash(url)) {
    return [
      warning(
        'it has integrity under a name that stays: with the next version the tag breaks.',
        'Use the name with the hash.',
      ),
    ]
  }
  return [ok('it is what integrity says.')]
}
