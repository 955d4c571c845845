import { attempt } from '../../lib/attempt.ts'
import { isFields } from '../../lib/is-fields.ts'
import { ownValue } from '../../lib/own-value.ts'
import { refuse } from '../../lib/refuse.ts'
import type { Wire } from '../../types.ts'
import { mostBytes } from '../batch.ts'
import { json } from '../json.ts'
import { pageAddress } from '../page-address.ts'
import type { ProfileStoreEvent, ProfileStoreTexts } from './profile-store-event.ts'

/** What every event says that does not say otherwise. */
export type ProfileStoreOptions = Partial<ProfileStoreTexts>

type Fields = { readonly [field: string]: unknown }

const isText = /^"/
const isName = /^"[^"]/

/** How each field has to look in JSON. There are no others. */
const rules: { readonly [field: string]: RegExp } & {
  readonly [field in keyof Omit<ProfileStoreEvent, 'duration'>]-?: RegExp
} = {
  eventType: isName,
  value: isName,
  deviceId: isName,
  sessionId: isText,
  pageUri: isText,
  pageTitle: isText,
  eventTime: isText,
  scope: isText,
  countryCode: isText,
  city: isText,
  remoteAddress: isText,
  // What begins with a space the store may take for none.
  trackId: /^"\S.{0,63}"$/,
  user: /^{/,
  // Anything, but not the `undefined` of what JSON cannot say.
  payload: /^[^u]/,
}

/**
 * The wire of Optimizely's Profile Store: its Tracking API, as many events as fit in one request. No API key belongs in
 * a page: send to a collector that lets the page's origin write without one.
 *
 * @example
 * const collector = 'https://collect.example.com/api/v1.0/TrackBulk'
 * const tracker = createTracker({ collector, wire: profileStore(), delivery: acknowledged() })
 * tracker.track({ eventType: 'pageview', value: 'Visited the start page.' })
 */
export const profileStore = (options: ProfileStoreOptions = {}): Wire<ProfileStoreEvent> => {
  let last = 0
  let ticks = 0
  /** Times rise, even where the clock stands still or is set back: then by 100 ns, of which it knows none. */
  const timeOf = (now: number): string => {
    if (++ticks > 9_999 || now - last >= 1) {
      last = Math.max(now, last + 1)
      ticks = 0
    }
    return new Date(last).toISOString().replace('Z', `${10_000 + ticks}Z`.slice(1))
  }

  return {
    encode({ duration, ...event }, moment) {
      const { clean, onIgnored } = moment
      const said: Record<string, unknown> = event
      const usual: Fields = {
        // Anonymous events have the page's.
        deviceId: moment.visitor ?? moment.sender,
        eventType: '',
        value: '',
        pageUri: pageAddress(moment.page),
        pageTitle: moment.title,
        sessionId: moment.session,
        eventTime: timeOf(moment.now),
        trackId: `${moment.sender}.${moment.sequence}`,
      }
      if (duration != null && isFields(said.payload ?? {}))
        said.payload = { duration, ...(said.payload as Fields) }

      const members: string[] = []
      for (const field of Object.keys({ ...usual, ...options, ...said })) {
        const value = said[field] ?? (options as Fields)[field] ?? usual[field]
        if (value == null) continue
        // A page has no secrets: whatever it knows of keys, every visitor can read.
        if (/key|token|secret|auth/i.test(field)) refuse(field, undefined)
        const rule = ownValue(rules, field)
        const text = attempt(() => json(value, clean)) as string
        if (!rule) onIgnored?.({ [field]: value })
        else if (!rule.test(text)) refuse(field, value)
        else members.push(`"${field}":${text}`)
      }
      // Outside ASCII a character is no byte, and limits are in bytes.
      return `{${members}}`.replace(
        /[^ -~]/g,
        (unit) => `\\u${(0x10000 + unit.charCodeAt(0)).toString(16).slice(1)}`,
      )
    },

    pack(lines, url) {
      let bytes = 0
      // What the Tracking API takes.
      const taken = lines.slice(0, 100).filter((line, index) => {
        bytes += line.length + 1
        // A line that is too long for any request still has to go: alone.
        return bytes < mostBytes || !index
      })
      return { url, body: `[${taken}]`, lines: taken.length }
    },

    /** The store has no fixed types: every signal is an event. */
    fromSignal({ name, page, labels, ...facts }) {
      const type = name.replace('\0', '/')
      // What is declared has labels, and all else facts, of which one may be called so.
      const payload = { ...facts, ...(isFields(labels) ? labels : { labels }) }
      const event = { eventType: type, value: type, pageUri: page, payload }
      // A view without a title has none: the document's may be that of the view before.
      return ('title' in facts ? { ...event, pageTitle: facts.title ?? '' } : event) as ProfileStoreEvent
    },
  }
}
