/** Ms since the epoch, as a number: libraries for dates have replaced `Date.now` by one that gives a `Date`. */
export const epochMs = (): number => +Date.now()
