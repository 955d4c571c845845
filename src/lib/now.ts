/** Milliseconds since the epoch. A number, even where an old library's `Date.now` gives a Date. */
export const now = (): number => +Date.now()
