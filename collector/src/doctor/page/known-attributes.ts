/** The attributes of the tag, as `docs/script-tag.md` lists them. */
export const knownAttributes: readonly string[] = [
  'collector organization source page-views clicks visible consent anonymous parameters delivery forms scroll-depth',
  'time-on-page errors web-vitals share-ids take-ids renew-ids debug',
].flatMap((line) => line.split(' ').map((name) => `data-${name}`))

const plain = (name: string): string => name.replace(/^data-/, '').replace(/-/g, '')

/** How many letters have to be added, taken away or replaced; two that have changed places are two. */
export function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1]
    for (let column = 1; column <= to.length; column++) {
      const replaced = row[column - 1]! + (to[column - 1] === letter ? 0 : 1)
      next[column] = Math.min(replaced, row[column]! + 1, next[column - 1]! + 1)
    }
    row = next
  }
  return row[to.length]!
}

/**
 * The attribute that somebody may have meant: of a third of its letters, two at most, may be others.
 *
 * @param taken - attributes that are on the tag already: nobody means them twice
 */
export function meantBy(written: string, taken: ReadonlySet<string> = new Set()): string | undefined {
  if (!written.startsWith('data-') || knownAttributes.includes(written)) return undefined
  const far = (name: string) => distance(plain(written), plain(name))
  const near = knownAttributes.filter((name) => far(name) <= Math.min(2, plain(name).length / 3))
  return near.filter((name) => !taken.has(name)).sort((one, other) => far(one) - far(other))[0] ?? near[0]
}
