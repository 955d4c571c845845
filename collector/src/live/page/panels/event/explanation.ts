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

/** Everything that the event's dialect may say, and what this event does say. */
export const explain = (event: LiveEvent): Explanation[] => explainers[event.dialect](event)
