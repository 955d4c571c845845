import { queryError } from '../query-error.ts'

export interface Window {
  readonly skip: number
  readonly count: number
}

/** A result must lie within so many of the first records. */
const furthest = 10_000

const defaults = { skip: '0', top: '100' }

/** @throws QueryError when they are no whole numbers, or too large together */
export function parseWindow(skip: string = defaults.skip, top: string = defaults.top): Window {
  const window = { skip: wholeOf('$skip', skip), count: wholeOf('$top', top) }
  if (window.skip + window.count >= furthest) {
    throw queryError(`$skip and $top must add up to less than ${furthest}`, undefined, '$top')
  }
  return window
}

function wholeOf(name: string, text: string): number {
  if (!/^\s*\d{1,9}\s*$/.test(text))
    throw queryError(`${name} must be a whole number from 0 to ${furthest - 1}`, 0, name)
  return Number(text)
}
