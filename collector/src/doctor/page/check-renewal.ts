import { type Finding, findingsOf } from '../finding.ts'
import { lookUp } from './look-up.ts'
import type { ReadPage, ScriptElement } from './read-page.ts'

const { ok, problem } = findingsOf('ids')

const advice =
  'Start the collector with --renew-ids, and let the web server pass this path to its /track/ids, cookies included.'

/** Are ids renewed where the tag asks for it? It is asked for one that nobody has; nothing is stored of it. */
export async function checkRenewal(
  { attributes }: ScriptElement,
  { base }: ReadPage,
): Promise<readonly Finding[]> {
  const written = attributes['data-renew-ids']
  if (written === undefined || /^(off|false)$/.test(written)) return []
  const path = /^(|on|true)$/.test(written) ? '/track/ids' : written
  const address = URL.canParse(path, base.href) ? new URL(path, base) : undefined
  if (address?.origin !== base.origin) {
    return [
      problem(
        `data-renew-ids is “${written}”, which is no path of the page’s origin.`,
        'Name a path such as /track/ids.',
      ),
    ]
  }
  try {
    const { status, headers } = await lookUp(address, {
      method: 'POST',
      body: 'u=rivulet-doctor',
      headers: {
        'content-type': 'text/plain',
        cookie: '_tog.rv-userID=rivulet-doctor',
        origin: base.origin,
      },
    })
    if (status !== 204) return [problem(`${address} answers ${status} and renews no ids.`, advice)]
    return headers.has('set-cookie')
      ? [ok(`${address} renews ids.`)]
      : [problem(`${address} answers without a cookie.`, advice)]
  } catch (error) {
    return [problem(`${address} does not answer: ${(error as Error).message}.`, advice)]
  }
}
