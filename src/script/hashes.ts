/** What the other files of the same build are known by, for `integrity`: the build writes them here. */
export const extra: string = ''
export const debug: string = ''
export const vitals: string = ''
