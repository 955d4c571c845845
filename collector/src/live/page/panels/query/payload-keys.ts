import type { LiveEvent } from '../../../../model/event.ts'

/** Events that are looked at: the keys of the last ones are those of all. */
const maxEvents = 50

/** The names that recent events have at a path of their payloads, as far as they can be written behind a dot. */
export function payloadKeys(events: readonly LiveEvent[], path: readonly string[]): readonly string[] {
  const [field, ...rest] = path
  if (field !== 'Payload') return []
  const values = events.slice(0, maxEvents).map(({ payload }) => rest.reduce(inside, payload as unknown))
  const names = values.flatMap((value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [],
  )
  return [...new Set(names)].filter((name) => /^[A-Za-z_]\w*$/.test(name)).toSorted()
}

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined
