import { type Fragment, sql } from '../../../query/sql/fragment.ts'

let count = 0

const named = (text: string): Fragment => ({ texts: [text], parts: [] })

/** Names no other name hides: so many are never within each other. */
const names = 100_000

/**
 * A value under a name, where it stands more than once: what is written twice within itself is written a thousand times
 * ten levels up. SQL has no `let`; a lambda is one.
 *
 * @param body - is given the name
 */
export function letting(value: Fragment, body: (name: Fragment) => Fragment): Fragment {
  // A column, a literal or a name is as short.
  if (isShort(value)) return body(value)
  count = (count + 1) % names
  const name = named(`v${count}`)
  return sql`arrayMap(${name} -> ${body(name)}, [${value}])[1]`
}

const isShort = ({ texts, parts }: Fragment): boolean =>
  parts.length === 0
    ? /^[\w.]*$/.test(texts.join(''))
    : parts.length === 1 && texts.join('') === '' && isShortPart(parts[0]!)

const isShortPart = (part: Fragment['parts'][number]): boolean => 'value' in part || isShort(part)
