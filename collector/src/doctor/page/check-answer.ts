import { randomBytes } from 'node:crypto'
import { distance } from '../../distance.ts'
import { type Finding, findingsOf } from '../finding.ts'
import { checkAnswerCors } from './check-cors.ts'
import { type LookedUp, lookUp } from './look-up.ts'

const { ok, warning, problem } = findingsOf('answer')

export interface Asking {
  /** Whether an event is stored. Else the collector is only asked whether it has one, which it has not. */
  readonly isStoring: boolean
}

/** Seconds that two clocks may differ. */
const tolerance = 60

/**
 * Sends what the script sends, with the page's origin: a question for an event that nobody has sent, which stores nothing,
 * or an event with the category `doctor`.
 */
export async function checkAnswer(
  collector: URL,
  page: URL,
  { isStoring }: Asking,
): Promise<readonly Finding[]> {
  const sender = `doctor-${randomBytes(8).toString('hex')}`
  const event = `d=${Math.floor(Date.now() / 1000)}&c=doctor&a=check&rr=${encodeURIComponent(page.href)}&n=1`
  let answer: LookedUp
  try {
    answer = await lookUp(collector, {
      method: 'POST',
      body: `?k=${sender}\n${isStoring ? event : 'n=1'}`,
      redirect: 'manual',
      headers: {
        'content-type': 'text/plain;charset=UTF-8',
        origin: page.origin,
        'sec-fetch-site': collector.origin === page.origin ? 'same-origin' : 'cross-site',
      },
    })
  } catch (error) {
    return [
      problem(
        `${collector} cannot be reached: ${(error as Error).message}.`,
        'Is the collector running, and does the web server pass this path to it?',
      ),
    ]
  }
  const refused = refusal(collector, answer)
  if (refused !== undefined) return [refused]
  const said = jsonOf(answer)
  if (!isContract(said)) return [problem(...notOurs(collector, answer))]
  return [
    ...received(said, sender, isStoring),
    ...clock(said.time),
    ...checkAnswerCors(answer.headers, collector, page),
  ]
}

/** What the collector answers to a batch. */
interface Contract {
  readonly stored: number
  readonly rejected: readonly { readonly error: string }[]
  readonly missing?: readonly number[]
  readonly time: number
}

const isContract = (said: unknown): said is Contract =>
  typeof said === 'object' && said !== null && 'stored' in said && 'time' in said && 'rejected' in said

function jsonOf({ body }: LookedUp): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

/** By status: what stands in the way, and what to do about it. */
const refusals: Readonly<Record<number, readonly [message: string, advice: string]>> = {
  401: ['wants a login', 'Let the web server pass this path without one.'],
  403: ['forbids it', 'A firewall or a rule of the web server stops it: let this path through.'],
  404: ['has nothing there', 'Have the web server pass this path to the collector’s /track/activity.'],
  405: ['takes no POST there', 'Pass this path to the collector’s /track/activity, with all methods.'],
  413: ['takes no body there', 'Allow bodies of 1 MB: client_max_body_size 1m in nginx.'],
  429: [
    'has had too much from this address',
    'Behind a proxy, start the collector with --trust-proxy, so that visitors are not all one address.',
  ],
  502: ['does not reach the collector', 'Start the collector, and look at the address in proxy_pass.'],
  503: ['cannot store events now', 'Look at the collector’s log, and run rivulet-collector doctor there.'],
  504: ['waits for the collector in vain', 'Start the collector, and look at the address in proxy_pass.'],
}

const usual = '/track/activity'

/** Two letters of it may be others. */
const isNearlyUsual = ({ pathname }: URL): boolean => pathname !== usual && distance(pathname, usual) <= 2

function refusal(collector: URL, { status, headers }: LookedUp): Finding | undefined {
  if (status >= 300 && status < 400) {
    return problem(
      `${collector} redirects to ${headers.get('location')}: a POST becomes a GET on the way, and its events are lost.`,
      'Name the address in data-collector at which the redirect ends.',
    )
  }
  const [message, usually] = refusals[status] ?? []
  const advice = status === 404 && isNearlyUsual(collector) ? `Did you mean ${usual}? ${usually}` : usually
  if (message !== undefined) return problem(`${collector} ${message} (${status}).`, advice)
  return status >= 500
    ? problem(`${collector} fails (${status}).`, 'Look at the log of what answers there.')
    : undefined
}

const notOurs = (
  collector: URL,
  { status, headers }: LookedUp,
): readonly [message: string, advice: string] => [
  `${collector} answers ${status} with ${headers.get('content-type') ?? 'nothing'}, which is not the collector’s answer.`,
  'Pass this path to the collector’s /track/activity. For another kind of collector the tag needs data-delivery="beacons".',
]

function received({ stored, rejected, missing }: Contract, sender: string, isStoring: boolean): Finding[] {
  if (rejected.length > 0) {
    return [
      problem(`the collector refuses the test: ${rejected[0]!.error}.`, 'Is it as new as this command?'),
    ]
  }
  if (isStoring) {
    return stored === 1
      ? [
          ok(
            `the collector has stored the event doctor/check. It is called ${sender}.1 in the scope default; DELETE /api/v2.0/TrackEvents/default/${sender}.1 takes it away.`,
          ),
        ]
      : [problem('the collector did not store the event.', 'Look at its log.')]
  }
  return missing === undefined
    ? [
        problem(
          'the collector is of another kind, or older than the script: it does not answer questions.',
          'Update the collector first, then the script.',
        ),
      ]
    : [ok('the collector answers the test, which stores nothing. --event sends an event that is stored.')]
}

function clock(time: number): Finding[] {
  const ahead = Math.round(time - Date.now() / 1000)
  return Math.abs(ahead) <= tolerance
    ? []
    : [
        warning(
          `the collector’s clock is ${Math.abs(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine’s.`,
          'Set both by NTP.',
        ),
      ]
}
