/**
 * What an event may be that answers to this TrackId: one text can be one event's own name, another's key and a third
 * one's id.
 */
export interface EventName {
  readonly track: string
  readonly sender?: string
  readonly sequence?: number
  readonly id?: string
}

/** @param track - a TrackId as queries answer it: an event's own, else `sender.sequence`, else `event.id` */
export function readEventName(track: string): EventName {
  // A sender may itself hold dots.
  const [, before = '', digits = ''] = /^(.+)\.([1-9]\d{0,15})$/s.exec(track) ?? []
  const number = Number(digits)
  // Ids may be longer than a sender's count: 39 digits hold 128 bits.
  const [, id] = /^event\.([1-9]\d{0,38})$/.exec(track) ?? []
  // Beyond that, other digits would be the same number.
  if (digits === '' || !Number.isSafeInteger(number)) return { track, ...(id !== undefined && { id }) }
  return { track, sender: before, sequence: number, ...(id !== undefined && { id }) }
}
