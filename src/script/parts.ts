import type { Consent } from '../consent/consent.ts'
import type { Delivery, Issue, Tracker, Wire } from '../types.ts'
import type { Load } from './load.ts'
import type { Attributes, ScriptEvent } from './start.ts'

/**
 * What a tag's tracker is made of. The other files are handed it, and a cache may have them of another build: no name here
 * is one that the build makes shorter.
 */
export interface Parts {
  readonly attributes: Attributes
  readonly wire: Wire<ScriptEvent>
  readonly delivery: Delivery
  readonly consent: Consent
  /** Holds the tracker: the consent's own, as long as no other file has put something over it. */
  hold: Consent['hold']
  /** Hears of each issue. */
  onIssue: (issue: Issue) => void
  /** What went wrong while the tracker waits for the other files; nothing, where it does not wait. */
  issues?: Issue[] | undefined
}

/** The same with its tracker, as the other files get it. */
export interface Tag extends Parts {
  readonly tracker: Tracker<ScriptEvent>
  /** Attributes that ask for something of the other files. */
  readonly asked: readonly string[]
  readonly load: Load
}
