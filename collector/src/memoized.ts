/**
 * The same function, which remembers what it said: for what strangers ask for as well, as it remembers no more than so much.
 * Past that it begins anew, which costs the others one look each.
 *
 * @param most - keys that are remembered
 */
export function memoized<Key, Value extends NonNullable<unknown>>(
  compute: (key: Key) => Value,
  most: number,
): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = compute(key)
    if (known.size >= most) known.clear()
    known.set(key, value)
    return value
  }
}
