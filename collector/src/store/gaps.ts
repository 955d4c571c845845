import type { Gaps } from './store.ts'

/**
 * Finds the gaps in a sender's sequences, from the end, where the news is.
 *
 * @param stored - the sequences that are stored, the highest first
 * @param expected - the highest sequence there must be
 * @param limits - most sequences to look at, and most ranges to list
 */
export function gapsIn(
  stored: Iterable<number>,
  expected: number,
  limits: { readonly sequences: number; readonly ranges: number },
): Gaps {
  const ranges: [number, number][] = []
  let above = expected + 1
  let left = limits.sequences
  for (const sequence of stored) {
    if (left-- === 0 || ranges.length === limits.ranges) return { ranges: ranges.reverse(), from: above }
    if (sequence < above - 1) ranges.push([sequence + 1, above - 1])
    above = sequence
  }
  if (above > 1) ranges.push([1, above - 1])
  return { ranges: ranges.reverse(), from: 1 }
}
