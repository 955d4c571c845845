/** When and where an event happens. */
export type PageContext = Pick<EventContext, 'now' | 'page' | 'title'>

/** What is true at the moment an event happens, beside the event itself. */
export interface EventContext {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The lasting id of the visitor's browser (`_tog.rv-userID`); nobody's, when events are anonymous. */
  readonly visitor?: string | undefined
  /** The id of the visit, which ends after 30 minutes without activity (`_tog.rv-sessionID`); none of anonymous events. */
  readonly session?: string | undefined
  /** Address of the page that embeds the display, where the browser tells. */
  readonly page: string | undefined
  /** Title of that page, where the browser tells. */
  readonly title: string | undefined
  /** Names one tracker's life; together with `sequence` it is the event's key. */
  readonly sender: string
  /** Counts the sender's events from 1: a gap is a loss the collector can see. 0: the event is tried out, and not sent. */
  readonly sequence: number
  /** Takes out of a text what may not leave, where it is an address. `page` is so already. */
  readonly clean?: ((text: string) => string) | undefined
  /** Hears of fields that are not written, where the rest of the event is: their values by their names. */
  readonly onIgnored?: ((fields: object) => void) | undefined
}
