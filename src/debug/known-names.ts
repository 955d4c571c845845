/** What is allowed, in words that follow a name. */
export type Allowed = Readonly<Record<string, string>>

const anything = ''
const whole = 'is a whole number, not negative'
const origins = 'is one origin or several, apart by spaces: https://shop.example'
const notModule = 'is none for this script: a module is not told which element it is. Take the attribute away'
const name = 'is text, and not empty; with a plan, one that is planned'
const label = 'is text or a number; an event has two labels at most, with a plan those that are planned'
const selector = 'is a selector: .tile'

/** Attributes of the script tag. */
export const attributes: Allowed = {
  'data-collector': 'is an address, absolute or relative to the page',
  'data-organization': whole,
  'data-source': whole,
  'data-page-views': 'is on, off or hash',
  'data-clicks': 'is off or a selector: button, .card',
  'data-visible': selector,
  'data-consent': 'is pending, granted or denied',
  'data-anonymous': 'has no value',
  'data-parameters': 'is all, or names of parameters, apart by spaces',
  'data-delivery': 'is acknowledged or beacons',
  'data-forms': 'has no value, or a selector of forms: #checkout',
  'data-scroll-depth': 'has no value, or depths in percent, ascending: 50, 100',
  'data-time-on-page': 'has no value, or a number of ms: 60000',
  'data-errors': 'has no value, or a regular expression: ResizeObserver',
  'data-web-vitals': 'has no value',
  'data-share-ids': origins,
  'data-take-ids': origins,
  'data-renew-ids': 'has no value, or a path of the page’s own origin: /track/ids',
  'data-debug': 'has no value, or console or query',
}

/** Fields of events, and options of `createTracker`. */
export const fields: Allowed = {
  category: name,
  action: name,
  labels: 'is an object of two labels at most, each text or a number',
  date: `${whole}: seconds since 1970, not milliseconds`,
  organization: whole,
  source: whole,
  duration: `${whole}: milliseconds`,
  page: 'is an address',
  qualifiers: 'is Rison text, or an object where rivet({ rison }) is the wire',
  conversion: 'is Rison text, or an object where rivet({ rison }) is the wire',
  collector: 'is an http or https address, absolute or relative to the page',
  batch: anything,
  delivery: anything,
  outbox: anything,
  consent: anything,
  isAnonymous: anything,
  parameters: anything,
  ids: anything,
  plugins: anything,
  onIssue: anything,
  wire: anything,
  origins,
}

/** What is allowed for a name; undefined where the name is not known, or anything is. */
export const allowedFor = (name: string, value: unknown): string | undefined => {
  if (name === 'type' && value === 'module') return notModule
  return attributes[name] ?? (name.startsWith('labels.') ? label : fields[name] || undefined)
}
