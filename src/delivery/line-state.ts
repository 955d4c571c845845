/**
 * Where a line is between `track()` and its end:
 *
 * - `waiting`: not sent yet, or sent in vain. Any request may take it.
 * - `sending`: a request has it in hand.
 * - `unconfirmed`: it has left the page once, by a beacon or by a request whose page was left. No beacon takes it again;
 *   it waits for a request whose answer is read.
 * - `confirming`: such a request has it in hand.
 *
 * Delivered or dropped, it has no state any more.
 */
export type LineState = 0 | 1 | 2 | 3

export const waiting = 0
export const sending = 1
export const unconfirmed = 2
export const confirming = 3

/** The next state of a line that is still to be delivered, by the state before: `sending` and `unconfirmed` are bits of it. */
export type Transition = (state: LineState) => LineState

/**
 * What happens to lines:
 *
 * - `take`: a request takes it in hand;
 * - `release`: the request has it no longer, and nobody says that it is delivered;
 * - `leave`: it leaves the page, taken by a beacon or in hand while the page is left;
 * - `miss`: the collector says that it does not have it.
 */
export const take: Transition = (state) => (state | sending) as LineState
export const release: Transition = (state) => (state & unconfirmed) as LineState
export const leave: Transition = (state) => (state | unconfirmed) as LineState
export const miss: Transition = () => waiting
