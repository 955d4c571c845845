/** Seconds of playing from one view event to the next; more than that none tells of waiting. */
export const interval = 10
