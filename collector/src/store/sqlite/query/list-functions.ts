import { writeTicks, writeTimespan } from '../../../model/ticks.ts'
import { arrayOf, elementsOf, identityOf, membersOf, objectOf } from './json-parts.ts'

/** What SQL calls of arrays and objects, which are JSON texts. What is none makes null of it. */

/** Of arrays alone. */
const ofArrays =
  (call: (...arrays: readonly (readonly string[])[]) => readonly string[]) =>
  (...texts: readonly string[]): string | null => {
    const arrays = texts.map(elementsOf)
    return arrays.some((array) => array === undefined) ? null : arrayOf(call(...(arrays as string[][])))
  }

/** In the order in which they come first. */
function distinct(elements: readonly string[]): readonly string[] {
  const known = new Set<string>()
  return elements.filter((element) => {
    const identity = identityOf(element)
    return !known.has(identity) && known.add(identity)
  })
}

const flat = (elements: readonly string[]): readonly string[] =>
  elements.flatMap((element) => {
    const inner = elementsOf(element)
    return inner ? flat(inner) : [element]
  })

const identities = (elements: readonly string[]): ReadonlySet<string> => new Set(elements.map(identityOf))

/** From the end where it is negative. */
const placeIn = (length: number, place: bigint): number =>
  place < 0n ? Math.max(length + Number(place), 0) : Number(place)

function arraySlice(json: string, from: bigint, to: bigint): string | null {
  const elements = elementsOf(json)
  if (!elements) return null
  const end = to < 0n ? elements.length + Number(to) : Number(to)
  return arrayOf(elements.slice(placeIn(elements.length, from), Math.max(end + 1, 0)))
}

function arrayIndexOf(
  json: string,
  sought: string,
  from: bigint,
  length: bigint,
  occurrence: bigint,
): bigint | null {
  const elements = elementsOf(json)
  if (!elements) return null
  const start = placeIn(elements.length, from)
  const end = length < 0n ? elements.length : start + Number(length)
  const identity = identityOf(elementsOf(sought)![0]!)
  const places = [...elements.keys()].filter(
    (at) => at >= start && at < end && identityOf(elements[at]!) === identity,
  )
  return BigInt(places[Number(occurrence) - 1] ?? -1)
}

const rankOf = (element: string): number => (/^[-\d]/.test(element) ? 0 : element.startsWith('"') ? 1 : 2)

function compare(one: string, other: string): number {
  const rank = rankOf(one)
  if (rank !== rankOf(other) || rank === 2) return 0
  if (rank === 0) return Math.sign(Number(one) - Number(other))
  return Buffer.compare(Buffer.from(JSON.parse(one) as string), Buffer.from(JSON.parse(other) as string))
}

function arraySort(json: string, direction: string, hasNullsLast: bigint): string | null {
  const elements = elementsOf(json)
  if (!elements) return null
  const nulls = elements.filter((element) => element === 'null')
  const sorted = elements
    .filter((element) => element !== 'null')
    .toSorted(
      (one, other) => rankOf(one) - rankOf(other) || compare(one, other) * (direction === 'asc' ? 1 : -1),
    )
  return arrayOf(hasNullsLast ? [...sorted, ...nulls] : [...nulls, ...sorted])
}

function arraySum(json: string): number | null {
  const elements = elementsOf(json)
  if (!elements?.every((element) => rankOf(element) === 0)) return null
  return elements.reduce((sum, element) => sum + Number(element), 0)
}

const writtenText = (element: string): string =>
  element === 'null' ? '' : element.startsWith('"') ? (JSON.parse(element) as string) : element

const written: Readonly<Record<string, (value: bigint | number) => string>> = {
  datetime: (value) => JSON.stringify(writeTicks(BigInt(value))),
  timespan: (value) => JSON.stringify(writeTimespan(BigInt(value))),
}

/** As many as Kusto makes. */
const longest = 2 ** 20

/** Each from the first, since sums of reals would drift. */
function listRange(
  first: bigint | number | string,
  last: bigint | number | string,
  step: bigint | number | string,
  type: string,
): string | null {
  const [from, to, by] = [first, last, step] as (bigint | number)[] as [number, number, number]
  if (![from, to, by].every((value) => Number.isFinite(Number(value))) || Number(by) === 0) return null
  const write = written[type] ?? String
  const isWhole = [from, to, by].every((value) => typeof value === 'bigint')
  const placeAt = (at: number): bigint | number =>
    isWhole ? BigInt(from) + BigInt(at) * BigInt(by) : Number(from) + at * Number(by)
  const places: string[] = []
  for (let at = 0; at < longest; at += 1) {
    const place = placeAt(at)
    if (by > 0 ? place > to : place < to) break
    places.push(write(place))
  }
  return arrayOf(places)
}

function bagMerge(...texts: readonly string[]): string | null {
  const bags = texts.map(membersOf)
  if (bags.some((bag) => bag === undefined)) return null
  return objectOf(firstOfEach(bags.flatMap((bag) => bag!)))
}

const nameOf = (written: string): string => JSON.parse(written) as string

export function firstOfEach(
  members: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const known = new Set<string>()
  return members.filter(([name]) => !known.has(nameOf(name)) && known.add(nameOf(name)))
}

export const listFunctions = {
  array_concat: ofArrays((...arrays) => arrays.flat()),
  array_slice: arraySlice,
  array_index_of: arrayIndexOf,
  array_sort: arraySort,
  array_flat: ofArrays((array) => flat(array!)),
  array_reverse: ofArrays((array) => array!.toReversed()),
  array_sum: arraySum,
  array_join: (json: string, delimiter: string) => elementsOf(json)?.map(writtenText).join(delimiter) ?? null,
  list_range: listRange,
  array_zip: ofArrays((...arrays) =>
    Array.from({ length: Math.max(...arrays.map(({ length }) => length)) }, (_, at) =>
      arrayOf(arrays.map((array) => array[at] ?? 'null')),
    ),
  ),
  set_union: ofArrays((...arrays) => distinct(arrays.flat())),
  set_intersect: ofArrays((first, ...others) => {
    const sets = others.map(identities)
    return distinct(first!).filter((element) => sets.every((set) => set.has(identityOf(element))))
  }),
  set_difference: ofArrays((first, ...others) => {
    const removed = identities(others.flat())
    return distinct(first!).filter((element) => !removed.has(identityOf(element)))
  }),
  set_has(json: string, sought: string) {
    const elements = elementsOf(json)
    return elements ? BigInt(identities(elements).has(identityOf(elementsOf(sought)![0]!))) : null
  },
  bag_keys(json: string) {
    const members = membersOf(json)
    return members ? arrayOf(members.map(([name]) => name)) : null
  },
  bag_has_key(json: string, name: string) {
    const members = membersOf(json)
    return members ? BigInt(members.some(([each]) => nameOf(each) === name)) : null
  },
  bag_merge: bagMerge,
  bag_remove_keys(json: string, names: string) {
    const members = membersOf(json)
    const removed = new Set(elementsOf(names)?.map(writtenText))
    return members ? objectOf(members.filter(([name]) => !removed.has(nameOf(name)))) : null
  },
  bag_set_key(json: string, name: string, value: string) {
    const members = membersOf(json)
    if (!members) return null
    const [written] = elementsOf(value)!
    const isThere = members.some(([each]) => nameOf(each) === name)
    const changed = members.map(([each, old]) => [each, nameOf(each) === name ? written! : old] as const)
    return objectOf(isThere ? changed : [...changed, [JSON.stringify(name), written!]])
  },
}
