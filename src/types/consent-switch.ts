/** What a visitor has said to being tracked. */
export type ConsentState = 'pending' | 'granted' | 'denied'

/** Where it is said. */
export interface ConsentSwitch {
  readonly state: ConsentState
  /** Trackers record from here on, and first of all what they have held back. */
  grant(): void
  /** Trackers drop what they have, and what was stored is deleted. */
  deny(): void
}
