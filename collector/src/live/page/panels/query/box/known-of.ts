import type { LiveEvent } from '../../../../../model/event.ts'
import type { Known } from './completion.ts'

/** Events that are looked at: the keys of the last ones are those of all. */
const maxEvents = 200
/** Longer texts are not what somebody compares with; nor are those that would end the text. */
const short = /^[^"'\\\n]{1,60}$/

/**
 * What recent events say: the names at a path of their payloads that can be written behind a dot, and their values.
 * @param types - of all events
 */
export function knownOf(
  recent: () => readonly LiveEvent[],
  types: () => readonly string[] = () => [],
): Known {
  const at = (path: readonly string[]): readonly unknown[] => {
    const [field, ...rest] = path
    return recent()
      .slice(0, maxEvents)
      .map((event) => rest.reduce(inside, valueIn(event, field)))
  }
  return {
    keys(path) {
      const names = at(path).flatMap((value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [],
      )
      return [...new Set(names)].filter((name) => /^[A-Za-z_]\w*$/.test(name)).toSorted()
    },
    values(path) {
      const all = path.length === 1 && path[0] === 'EventType' ? [...types(), ...at(path)] : at(path)
      const texts = all.filter((value) => typeof value === 'string' && short.test(value)) as string[]
      return [...new Set(texts)].toSorted()
    },
  }
}

/** What the columns of events are called here, as far as people compare them with a text. */
const fieldOf: Readonly<Record<string, keyof LiveEvent>> = {
  EventType: 'type',
  Scope: 'scope',
  Payload: 'payload',
  User: 'user',
  Value: 'value',
  PageUri: 'page',
  PageTitle: 'title',
  CountryCode: 'country',
  City: 'city',
  TrafficType: 'traffic',
}

const valueIn = (event: LiveEvent, field = ''): unknown =>
  Object.hasOwn(fieldOf, field) ? event[fieldOf[field]!] : undefined

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined
