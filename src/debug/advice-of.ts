import { hasOptedOut } from '../browser/page.ts'
import { isFields } from '../lib/is-fields.ts'
import type { Issue } from '../types.ts'
import { saleFields } from './hints-of.ts'
import { allowedFor, attributes, fields } from './known-names.ts'
import { markAdvice } from './marks.ts'
import { nearest } from './nearest.ts'
import { ownPath } from './own-path.ts'
import { textOf } from './text-of.ts'

/** What happened, and what to do about it. `$field` and `$value` are the issue's. */
const advice: Readonly<Record<Exclude<Issue['reason'], 'invalid'>, string>> = {
  unreachable:
    'No collector answers: $value. Events wait. Open that address: is it the collector’s, and does your web server pass it on?',
  denied:
    'Consent is denied: by data-consent, by createConsent, or by consent.deny() of your banner. Nothing is recorded, and what waited is dropped.',
  rejected: 'The collector took the request but for one event: $value. Correct that event.',
  refused:
    'The collector refused a request, and its events are dropped. Is it the API that this tracker writes for? Compare path and wire.',
  'too-large': 'One event is larger than the collector takes, and is dropped. Send less in it.',
  'outbox-full': 'Too many events wait, and the oldest is dropped. Is the collector there?',
  expired: 'An event has waited for a week, and is dropped. Is the collector there?',
  stopped: 'An event came after stop(), and is dropped. Track before that, or make another tracker.',
  unsupported: 'This browser has no $value. One plugin does nothing; the others go on.',
  'not-loaded':
    'The file $value cannot be loaded. What it is for is not done; all else is. Serve it beside the script, from the same build, and let the page’s policy (script-src) allow it.',
  worker: 'A worker has no page. Make the tracker in the page, and post the events to it.',
  unexpected: 'Something threw that should not: $value. The event or plugin is dropped. Please report it.',
}

/** Where one reason has several causes. */
const causes = {
  noAnswer:
    'Nothing answers at $value, and events wait. A content blocker, the page’s policy (connect-src), an answer without CORS headers, https where the server speaks http, a wrong certificate, or no network: the browser’s console says which.',
  down: 'The web server answers $value: the collector behind it is not there. Events wait. Start it, and compare its port with the web server’s.',
  selector:
    'A selector cannot be read, and what it is for is not tracked: $value. Correct data-visible, data-clicks or the plugin’s.',
  policy:
    'The page’s policy forbids this request: $field does not allow $value. Add its origin to $field in the header Content-Security-Policy.',
  optedOut:
    'The browser does not want to be tracked: Global Privacy Control or Do Not Track is on. Nothing is recorded, and that is right. To test here, write data-consent="granted" on the script tag, or give createTracker consent: createConsent("granted").',
}

/** What to do about requests that nobody has answered. */
export const silentAdvice = 'A content blocker, the page’s policy, or no network.'

const adviceFor = ({ reason, field, value }: Issue): string => {
  if (reason === 'unreachable' && field) return causes.policy
  if (reason === 'unreachable' && !/^\d/.test(textOf(value))) return causes.noAnswer
  if (reason === 'unreachable' && /^50[24]/.test(textOf(value))) return causes.down
  // Only selectors throw it here: https://dom.spec.whatwg.org/#scope-match-a-selectors-string.
  if (reason === 'unexpected' && (value as DOMException | undefined)?.name === 'SyntaxError')
    return causes.selector
  if (reason === 'denied' && hasOptedOut()) return causes.optedOut
  return advice[reason as keyof typeof advice] ?? ''
}

/** What becomes of attributes whose wrong value is not simply ignored. */
const effects: Readonly<Record<string, string>> = {
  'data-consent': 'so consent is pending and nothing is sent',
  'data-anonymous': 'and events are anonymous all the same',
  'data-organization': 'so nothing is recorded',
  'data-source': 'so nothing is recorded',
}

/** The longest value that is put into a sentence, in characters. */
const most = 120

/** What a collector says of an event, by parameter and error; anything else as it is. */
const saidOf = ({ value }: Issue): string => {
  const { parameter, error } = isFields(value) ? value : {}
  const text = (
    error ? [parameter, error].filter(Boolean).map(textOf).join(': ') : ownPath(textOf(value))
  ).replace(/\.$/, '')
  return text.length > most ? `${text.slice(0, most)}…` : text || 'empty'
}

/** Of a name that there is not, the nearest that there is; of a value what is allowed instead; and what it costs. */
const whatIsWrong = ({ field = '', value, events }: Issue, event: unknown): string => {
  if (events === 0 && field.startsWith('labels.')) {
    const labels = isFields(event) && isFields(event.labels) ? event.labels : {}
    const kept = Object.keys(labels).filter((name) => labels[name] != null)
    const nearer = kept.length > 2 ? kept.slice(0, 2).map(textOf).join(' and ') : 'two others'
    return `An event has two labels; ${nearer} come first, so ${field.slice('labels.'.length)} = $value was left out.`
  }
  if (field.startsWith('data-rv-')) return markAdvice(field, textOf(value)) ?? ''
  if (events === 0 && field.startsWith('conversion.') && !/\.(cartTotal$|products\[)/.test(field))
    return `Questions do not look at $field, but at ${saleFields.join(', ')}.`
  if (events === 0 && field.startsWith('conversion.'))
    return '$field is the text $value, which is no number: questions leave it out. Write a number with a point: 84.50.'
  const allowed = allowedFor(field, value)
  const said = allowed && `$field ${allowed}.`
  if (events !== 0)
    return `$field cannot be $value. ${said ?? 'Correct it.'} The event is dropped; where it is an option, the tracker does nothing.`
  if (said && effects[field]) {
    return `$field: $value is no such value, ${effects[field]}. ${allowed.replace(/^is/, 'Write').replace(/^has no/, 'Write no')}.`
  }
  // Of events and options only names are ignored.
  if (said && !(field in fields)) return `$field cannot be $value, and is ignored. ${said}`
  const meant = nearest(field, Object.keys(field.startsWith('data-') ? attributes : fields))
  return `There is no $field, and it is ignored. ${meant ? `Did you mean ${meant}?` : 'Correct it.'}`
}

/**
 * An issue in a sentence, and what to do about it. Of a reason that is new: nothing.
 *
 * @param event - what was being written when it was heard
 */
export const adviceOf = (issue: Issue, event?: unknown): string =>
  (issue.reason === 'invalid' ? whatIsWrong(issue, event) : adviceFor(issue)).replace(
    /\$(field|value)/g,
    (_, what) => (what === 'value' ? saidOf(issue) : textOf(issue.field ?? 'This')),
  )
