import { type Finding, findingsOf } from '../finding.ts'
import { lookUp } from './look-up.ts'

const { ok, warning, problem } = findingsOf('CORS')

/** Whether a page of this origin may read an answer that came without credentials. */
const isReadable = (headers: Headers, origin: string): boolean =>
  ['*', origin].includes(headers.get('access-control-allow-origin') ?? '')

/** May the page read the answer? Without, it cannot know that events are stored, and sends them again and again. */
export function checkAnswerCors(headers: Headers, collector: URL, page: URL): readonly Finding[] {
  if (collector.origin === page.origin) return []
  const allowed = headers.get('access-control-allow-origin')
  if (!isReadable(headers, page.origin)) {
    const said = allowed === null ? 'has no Access-Control-Allow-Origin' : `allows ${allowed} alone`
    return [
      problem(
        `the answer ${said}: the page cannot read that its events are stored, and sends them again.`,
        `Start the collector with --origin ${page.origin}, or without --origin; and let the web server keep its headers.`,
      ),
    ]
  }
  return [
    ok(
      allowed === '*'
        ? 'pages of any origin may read the answer, without credentials.'
        : `pages of ${page.origin} may read the answer${
            headers.get('access-control-allow-credentials') === 'true' ? ', and send credentials' : ''
          }.`,
    ),
  ]
}

/** What other tools of a page add to requests: then the browser asks first. */
const added = 'baggage'

/** The script needs no preflight. Tools that add headers to all requests of a page make it need one. */
export async function checkPreflight(collector: URL, page: URL): Promise<readonly Finding[]> {
  if (collector.origin === page.origin) return []
  const answer = await lookUp(collector, {
    method: 'OPTIONS',
    redirect: 'manual',
    headers: {
      origin: page.origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': added,
    },
  }).catch(() => undefined)
  const allowedHeaders = (answer?.headers.get('access-control-allow-headers') ?? '').toLowerCase()
  const isAllowed =
    answer !== undefined &&
    answer.status >= 200 &&
    answer.status < 300 &&
    isReadable(answer.headers, page.origin) &&
    allowedHeaders.split(',').some((name) => [added, '*'].includes(name.trim()))
  return isAllowed
    ? [ok('the preflight is answered, too.')]
    : [
        warning(
          'the preflight is refused: where another tool adds headers to the page’s requests, events do not arrive.',
          'Let the web server pass OPTIONS to the collector, which answers it.',
        ),
      ]
}
