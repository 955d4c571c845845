import { queryError } from '../query-error.ts'
import type { Item } from './tokens.ts'

/** A text in either quotes; in single ones, a quote is written twice. */
const quoted = /"(?:[^"\\]|\\.)*"|'((?:[^']|'')*)'/g

/**
 * What stands in a JSON array, whose texts may have OData's quotes, each as it would stand in `( )`.
 *
 * @param target - the option that holds the list, where it is another one than that which is read
 * @throws QueryError when it cannot be read, or holds what no value is compared with
 */
export function readList(text: string, at: number, target?: string): readonly Item[] {
  const values = parsed(
    text.replace(quoted, (all, single?: string) =>
      single === undefined ? all : JSON.stringify(single.replaceAll("''", "'")),
    ),
  )
  if (!Array.isArray(values) || !values.every(isPlain)) {
    const name = target === undefined ? 'a list in [ ]' : `the value of ${target}`
    throw queryError(`${name} must be a list of texts, numbers, true, false or null`, at, target)
  }
  return values.map((value) =>
    typeof value === 'string'
      ? { kind: 'quoted', text: value, at }
      : { kind: 'word', text: JSON.stringify(value), at },
  )
}

const isPlain = (value: unknown): boolean =>
  value === null ||
  ['string', 'boolean'].includes(typeof value) ||
  // Larger whole numbers JSON.parse has rounded by now.
  (typeof value === 'number' && (!Number.isInteger(value) || Number.isSafeInteger(value)))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
