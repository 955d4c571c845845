import type { LiveEvent } from '../../../../model/event.ts'
import { writeTicks } from '../../../../model/ticks.ts'
import { dateAndTime } from '../../ui/format.ts'
import type { Explanation } from './explanation.ts'

/** The fields of a track event as they are read, and what they mean. */
const fields: readonly (readonly [name: string, value: (event: LiveEvent) => unknown, meaning: string])[] = [
  [
    'EventTime',
    exactTime,
    'When it happened, by the sender’s clock, or when it came in where it did not say.',
  ],
  [
    'OriginalTime',
    ({ original }) => original && writeTicks(BigInt(original) * 10_000n),
    'When it happened as it says, where that is so far ahead that it cannot be.',
  ],
  ['EventType', ({ type }) => type, 'What kind of event it is.'],
  ['Value', ({ value }) => value, 'What happened, in words for people.'],
  ['DeviceId', ({ visitor }) => visitor, 'The device it was sent from.'],
  ['SessionId', ({ session }) => session, 'The visit it belongs to.'],
  ['PageUri', ({ page }) => page, 'The page it happened on.'],
  ['PageTitle', ({ title }) => title, 'What that page is called.'],
  ['Payload', ({ payload }) => payload, 'Any other facts.'],
  ['User', ({ user }) => user, 'Who it was, as far as the sender knows.'],
  ['RemoteAddress', ({ address }) => address, 'The visitor’s IP address, where the sender told it.'],
  ['CountryCode', ({ country }) => country, 'Where the visitor was: the country.'],
  ['City', ({ city }) => city, 'Where the visitor was: the city.'],
  ['Scope', ({ scope = 'default' }) => scope, 'The part of the store it belongs to.'],
  ['TrackId', ({ track }) => track, 'The event’s key in its scope: a repeat is stored once.'],
]

export const explainProfileStore = (event: LiveEvent): Explanation[] =>
  fields.map(([name, read, meaning]) => {
    const value = read(event) ?? undefined
    if (value === undefined) return { name, meaning, values: [] }
    const isStructure = typeof value === 'object'
    return {
      name,
      meaning,
      values: [typeof value === 'string' ? value : JSON.stringify(value)],
      ...(isStructure && { structure: value }),
      ...(name === 'EventTime' && { note: dateAndTime(event.time) }),
    }
  })

function exactTime({ time, fraction = 0 }: LiveEvent): string {
  return writeTicks(BigInt(time) * 10_000n + BigInt(fraction))
}
