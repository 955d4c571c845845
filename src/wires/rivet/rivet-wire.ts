import { isFields } from '../../lib/is-fields.ts'
import { refuse } from '../../lib/refuse.ts'
import type { Wire } from '../../types.ts'
import { batch } from '../batch.ts'
import { pageAddress } from '../page-address.ts'
import { query } from '../query-string.ts'
import type { RivetEvent } from './rivet-event.ts'

const isText = (value: unknown): boolean => value == null || typeof value === 'string'
const isName = (value: unknown): boolean => !!value && isText(value)
/** Whole and not negative. Past 32 bits nothing is meant here, but seconds given in milliseconds. */
const isWhole = (value: unknown): boolean =>
  value == null || (typeof value === 'number' && value >>> 0 === value)
const isLabel = (value: unknown): boolean => isText(value) || Number.isFinite(value)
const areLabels = (given: unknown): boolean =>
  given == null || (isFields(given) && Object.values(given).every(isLabel))

/** Fields that are asked for: whatever else an event has is unknown. */
const known = new Set<string>()

/**
 * The wire of Rivet's Tracking API: fifteen parameters in a query string, and two of this project's own, the sender
 * and its sequence, which make the event's key. Lines are packed in batches.
 *
 * @param implied - the organization and source that every reader assumes, so that they need not be written
 */
export const rivetWire = (implied?: 1): Wire<RivetEvent> => ({
  encode(event, moment) {
    const { clean, onIgnored } = moment
    const unknown: Record<string, unknown> = {}
    const field = (name: keyof RivetEvent, isValid: (value: unknown) => boolean): unknown => {
      known.add(name)
      return isValid(event[name]) ? event[name] : refuse(name, event[name])
    }
    const id = (name: 'organization' | 'source'): unknown => {
      const value = field(name, isWhole) ?? 1
      return value === implied ? null : value
    }
    // There is room for two.
    const [[l1, v1] = [], [l2, v2] = [], ...more] = Object.entries(field('labels', areLabels) ?? {}).filter(
      ([, value]) => value != null,
    )
    for (const [label, value] of more) unknown[`labels.${label}`] = value

    const own = query(
      {
        d: field('date', isWhole) ?? Math.floor(moment.now / 1000),
        c: field('category', isName),
        a: field('action', isName),
        l1,
        v1,
        l2,
        v2,
        t: field('duration', isWhole),
        x: field('conversion', isText),
        q: field('qualifiers', isText),
        n: moment.sequence,
      },
      clean,
    )
    const shared = query(
      {
        u: moment.visitor,
        i: moment.session,
        o: id('organization'),
        r: id('source'),
        rr: pageAddress(field('page', isText) ?? moment.page),
        k: moment.sender,
      },
      clean,
    )
    for (const [name, value] of Object.entries(event)) if (!known.has(name)) unknown[name] = value
    onIgnored?.(unknown)
    return `?${shared}\n${own}`
  },

  pack: (lines, url, ledger) => ({ url, ...batch(lines, ledger) }),

  /** Nothing but the key. */
  question: (line) => line.replace(/^.*(k=.*\n).*&/, '?$1'),

  /**
   * A name is a category and its action. Labels are as they are given; of facts there is room for two, the first that can
   * be said.
   */
  fromSignal({ name, duration, page, conversion, ...facts }) {
    const [category, action] = name.split(/\0/.test(name) ? '\0' : /\/(.*)/s)
    const { labels } = facts
    const said = Object.entries(facts).filter(([, value]) => value != null && isLabel(value))
    return (action && {
      category,
      action,
      duration,
      page,
      conversion,
      labels: isFields(labels) ? labels : Object.fromEntries(said.slice(0, 2)),
    }) as RivetEvent | undefined
  },
})
