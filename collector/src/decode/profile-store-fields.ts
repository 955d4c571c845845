import { isScope, scopeRule } from '../scope.ts'
import { ticksOf } from '../ticks.ts'
import { readUser } from './profile-store-user.ts'
import { infiniteIn, tooLargeANumber } from './read-json.ts'
import type { Rejection } from './rejection.ts'

/** Characters of a TrackId. */
const longestTrack = 64

/** Objects and arrays inside each other: SQLite reads a thousand, and a query that meets more would fail. */
const deepest = 100

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
  { name: 'deviceId', isRequired: true, read: readText },
  { name: 'eventType', isRequired: true, read: readText },
  { name: 'value', isRequired: true, read: readText },
  { name: 'pageUri', read: readText },
  { name: 'pageTitle', read: readText },
  { name: 'sessionId', read: readText },
  { name: 'remoteAddress', read: readText },
  { name: 'countryCode', read: readText },
  { name: 'city', read: readText },
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
  {
    name: 'user',
    read: (value, said) => faultOf(value, said) ?? readUser(value, said),
  },
  { name: 'payload', read: (value, said) => faultOf(value, said) ?? { value } },
]

/** Why any JSON cannot be kept as it is. */
function faultOf(value: unknown, said: string): Rejection | undefined {
  if (isTooDeep(value, deepest)) return tooDeep(said)
  const infinite = infiniteIn(value, said)
  return infinite === undefined ? undefined : tooLargeANumber(infinite)
}

function readText(value: unknown, said: string): { readonly value: string | undefined } | Rejection {
  if (typeof value !== 'string') return { parameter: said, error: `${said} must be a text` }
  return { value: value === '' ? undefined : value }
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

const tooDeep = (said: string): Rejection => ({
  parameter: said,
  error: `${said} may be nested at most ${deepest} levels deep`,
})

function isTooDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1))
}
