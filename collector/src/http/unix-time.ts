/** Whole seconds since the epoch, of milliseconds. */
export const unixTime = (milliseconds: number): number => Math.floor(milliseconds / 1000)
