import type { StoredEvent } from '../model/event.ts'

/** What of an event is stored as JSON. */
export interface StoredJson {
  readonly payload: string
  readonly user: string | undefined
}

/** What events take, and their JSON by their places: it is written once, to be weighed and to be stored. */
export interface Weighed {
  /** With all that came beside them. */
  readonly bytes: number
  readonly json: readonly StoredJson[]
}

export const storedJson = ({ payload, user }: StoredEvent): StoredJson => ({
  payload: JSON.stringify(payload),
  user: user && JSON.stringify(user),
})
