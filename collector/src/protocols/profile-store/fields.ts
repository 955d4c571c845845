import { isScope, scopeRule } from '../../model/scope.ts'
import { ticksOf } from '../../model/ticks.ts'
import { maxLength } from '../max-length.ts'
import { infiniteIn, tooLargeANumber } from '../read-json.ts'
import type { Rejection } from '../rejection.ts'
import { deepest } from '../shallow-json.ts'
import { readUser } from './user.ts'

/** Characters of a TrackId. */
const longestTrack = 64

/**
 * Characters of texts, as JavaScript counts them. Ids and names are in indexes, once or more often, so a long one would
 * cost many times what it took to send.
 */
const maxLengths = { ...maxLength, title: maxLength.address, host: 64, country: 64 }

/**
 * One field of a track event. Its name is in camelCase, as the Tracking API writes it; the same in PascalCase, as
 * events are read, is understood as well.
 */
export interface TrackField {
  readonly name: string
  readonly isRequired?: true
  /**
   * @param value - from JSON, not null
   * @param said - the field's name as it was sent
   * @returns undefined for what says nothing, such as an empty text
   */
  read(value: unknown, said: string): { readonly value: unknown } | Rejection
}

export const trackFields: readonly TrackField[] = [
  { name: 'deviceId', isRequired: true, read: textOf(maxLengths.name) },
  { name: 'eventType', isRequired: true, read: textOf(maxLengths.name) },
  { name: 'value', isRequired: true, read: textOf(maxLengths.value) },
  { name: 'pageUri', read: textOf(maxLengths.address) },
  { name: 'pageTitle', read: textOf(maxLengths.title) },
  { name: 'sessionId', read: textOf(maxLengths.name) },
  { name: 'remoteAddress', read: textOf(maxLengths.host) },
  { name: 'countryCode', read: textOf(maxLengths.country) },
  { name: 'city', read: textOf(maxLengths.name) },
  {
    name: 'scope',
    read: textThat((text, said) =>
      isScope(text) ? { value: text } : { parameter: said, error: scopeRule.replace('scope', said) },
    ),
  },
  {
    name: 'trackId',
    read: textThat((text, said) => {
      const value = text.trim()
      return [...value].length <= longestTrack
        ? { value: value || undefined }
        : { parameter: said, error: `${said} must have at most ${longestTrack} characters` }
    }),
  },
  {
    name: 'eventTime',
    read: textThat((text, said) => {
      const value = ticksOf(text)
      const error = `${said} must be a time such as 2017-09-15T07:16:34.7957819Z`
      return value === undefined ? { parameter: said, error } : { value }
    }),
  },
  { name: 'user', read: (value, said) => infinity(value, said) ?? readUser(value, said) },
  { name: 'payload', read: (value, said) => infinity(value, said) ?? { value } },
]

/** Why any JSON cannot be kept as it is: what is nested too deep is refused before. */
function infinity(value: unknown, said: string): Rejection | undefined {
  const infinite = infiniteIn(value, said)
  return infinite === undefined ? undefined : tooLargeANumber(infinite)
}

function readText(value: unknown, said: string): { readonly value: string | undefined } | Rejection {
  if (typeof value !== 'string') return { parameter: said, error: `${said} must be a text` }
  return { value: value === '' ? undefined : value }
}

/** A reader of texts of at most so many characters. */
function textOf(limit: number): TrackField['read'] {
  return textThat((text, said) =>
    text.length <= limit
      ? { value: text }
      : { parameter: said, error: `${said} must have at most ${limit} characters` },
  )
}

/** A reader of texts that are more than that: an empty one says nothing. */
function textThat(
  read: (text: string, said: string) => { readonly value: unknown } | Rejection,
): TrackField['read'] {
  return (value, said) => {
    const text = readText(value, said)
    return 'error' in text || text.value === undefined ? text : read(text.value, said)
  }
}

/** @param said - the field as it was sent, where it is known: it is told, and nothing else that is sent is */
export function tooDeepIn(said: string | undefined): Rejection {
  const isKnown = trackFields.some(
    ({ name }) => said === name || said === name.charAt(0).toUpperCase() + name.slice(1),
  )
  const error = `may be nested at most ${deepest} levels deep`
  return said !== undefined && isKnown
    ? { parameter: said, error: `${said} ${error}` }
    : { error: `fields ${error}` }
}
