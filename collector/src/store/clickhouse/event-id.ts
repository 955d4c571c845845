import { randomBytes } from 'node:crypto'

/** Bits: milliseconds since the epoch, then which collector, then a number in the millisecond. */
const bits = { collector: 40n, count: 20n }

/**
 * Gives events ids that no other collector gives, each greater than the one before: a number of 128 bits that begins
 * with the time.
 */
export function createIds(): () => bigint {
  const collector = BigInt(`0x${randomBytes(5).toString('hex')}`)
  let last = 0n
  let count = 0n
  return () => {
    // The clock may be set back; ids are not.
    const now = BigInt(Date.now())
    if (now > last) [last, count] = [now, 0n]
    else if (++count >> bits.count > 0n) [last, count] = [last + 1n, 0n]
    return (((last << bits.collector) | collector) << bits.count) | count
  }
}

/** Less than all ids that are given from then on, in ms since the epoch, by whichever collector's clock says so. */
export const idAt = (milliseconds: number): string =>
  String(BigInt(Math.trunc(milliseconds)) << (bits.collector + bits.count))

/** When an id was given: ms since the epoch. */
export const timeIn = (id: string): number => Number(BigInt(id) >> (bits.collector + bits.count))

/** Of two rows of one key the greater version stays: that of the event that came first. */
export const versionOf = (id: bigint): string =>
  String(2n ** 64n - 1n - (id >> (bits.collector - 20n + bits.count)))
