import { distance } from '../../distance.ts'

/** The attributes of the tag, as `docs/script-tag.md` lists them. */
export const knownAttributes: readonly string[] = [
  'collector organization source page-views clicks visible consent anonymous parameters delivery forms scroll-depth',
  'time-on-page errors web-vitals share-ids take-ids renew-ids debug',
].flatMap((line) => line.split(' ').map((name) => `data-${name}`))

const plain = (name: string): string => name.replace(/^data-/, '').replace(/-/g, '')

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
