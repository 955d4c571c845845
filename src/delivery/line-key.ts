/** What the key of a stored line says. */
export interface LineKey {
  /** When somebody last took care of it, in ms since the epoch; 0 when nobody does. */
  readonly touched: number
  /** When it was first put, in ms since the epoch. */
  readonly born: number
  /** Where it goes: trackers with another collector leave it alone. */
  readonly collector: string
}

export const linePrefix = '_tog.rv-outbox '

/** With the time, in ms since the epoch, what stands in place of a line that was taken from a page which may still live. */
const tombstone = ' '

/**
 * Marks a line as adopted. A key that is gone means less: pages clear their storage.
 *
 * @param now - in ms since the epoch
 */
export const writeAdopted = (now: number): string => tombstone + now

/** When a line was adopted, in ms since the epoch; nothing when it was not. */
export const readAdopted = (stored: string | null | undefined): number | undefined =>
  stored?.startsWith(tombstone) ? +stored : undefined

/** @param id - unlike all others of the same moment */
export const writeLineKey = ({ touched, born, collector }: LineKey, id: string): string =>
  linePrefix + [touched, born, id, collector].join(' ')

export const readLineKey = (key: string): LineKey => {
  const [, touched, born, , collector] = key.split(' ')
  return { touched: +touched!, born: +born!, collector: collector! }
}
