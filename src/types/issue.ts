/** What went wrong, said to `onIssue`: nothing is ever thrown into the host page. */
export interface Issue {
  /**
   * - `invalid`: an option cannot be used, and the tracker does nothing; or an event cannot be written, and is dropped. With
   *   `events` of 0 it is a field, label, option or attribute that there is not, which is ignored.
   * - `outbox-full`: more waits than may be kept; the oldest event was dropped.
   * - `expired`: an event waited for a week without being delivered, and was dropped.
   * - `refused`: the collector will not have a request (`value`: 400); its events were dropped.
   * - `rejected`: the collector took a request but for one event (`value`: what it said), which was dropped.
   * - `too-large`: the collector will not have an event for its size; it was dropped.
   * - `denied`: the visitor does not want to be tracked, and the tracker does nothing; or what waited for consent, or was
   *   waiting to be sent, was dropped.
   * - `unsupported`: a plugin needs what this browser has not (`value`: what that is), and does nothing.
   * - `not-loaded`: another file of the script tag could not be loaded (`value`: its address); what the tag's attributes ask
   *   of it is not done, and all else is.
   * - `stopped`: an event came after `stop()`, and was dropped.
   * - `unreachable`: no collector answers, and events wait (`value`: the status that came back and the address it came
   *   from; the address alone where nothing came).
   * - `worker`: `createTracker()` was called in a worker, which has no page, no cookies and no localStorage: the tracker
   *   does nothing. Make it in the page, and have the worker post to it what is to be tracked.
   * - `unexpected`: something threw that should not have.
   */
  readonly reason:
    | 'invalid'
    | 'outbox-full'
    | 'expired'
    | 'refused'
    | 'rejected'
    | 'too-large'
    | 'denied'
    | 'unsupported'
    | 'not-loaded'
    | 'stopped'
    | 'unreachable'
    | 'worker'
    | 'unexpected'
  /** The option or event field at fault, as the caller spells it: `collector`, `category`, `labels`. */
  readonly field?: string
  /** What was given for that field; of `unexpected`, what was thrown. */
  readonly value?: unknown
  /** How many events it cost, where that is not one: 0 where they only wait, or go without what is ignored. */
  readonly events?: number
}
