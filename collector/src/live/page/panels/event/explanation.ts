import type { LiveEvent } from '../../../../model/event.ts'
import { explainKaltura } from './explain-kaltura.ts'
import { explainProfileStore } from './explain-profile-store.ts'
import { explainRivet } from './explain-rivet.ts'

/** One parameter of an event, as it is explained to a reader. */
export interface Explanation {
  /** As the wire spells it, where that is not its name. */
  readonly letter?: string
  readonly name: string
  /** As they were sent; none when it was not. */
  readonly values: readonly string[]
  /** The same in words, where the bare value is hard to read. */
  readonly note?: string | undefined
  /** Whether it may be a structure, written in Rison. */
  readonly isRison?: boolean
  /** The same as a structure, where it is one. */
  readonly structure?: unknown
  readonly meaning: string
}

const explainers: Readonly<Record<LiveEvent['dialect'], (event: LiveEvent) => Explanation[]>> = {
  rivet: explainRivet,
  kaltura: explainKaltura,
  'profile-store': explainProfileStore,
}

/** What the collector has found out itself, where it is asked to: a dialect that has such a field explains it. */
const found: readonly (readonly [
  name: string,
  value: (event: LiveEvent) => string | undefined,
  meaning: string,
])[] = [
  ['RemoteAddress', ({ address }) => address, 'The visitor’s IP address, as far as it is kept.'],
  ['CountryCode', ({ country }) => country, 'Where the visitor was: the country.'],
  ['City', ({ city }) => city, 'Where the visitor was: the city.'],
  ['TrafficType', ({ traffic }) => traffic, 'What sent it, by its user agent: no person.'],
]

/** Everything that the event's dialect may say, and what this event does say. */
export function explain(event: LiveEvent): Explanation[] {
  const said = explainers[event.dialect](event)
  const more = found.flatMap(([name, read, meaning]) => {
    const value = read(event)
    const isSaid = event.dialect === 'profile-store' && name !== 'TrafficType'
    return value === undefined || isSaid ? [] : [{ name, values: [value], meaning }]
  })
  return [...said, ...more]
}
