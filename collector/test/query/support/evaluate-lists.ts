import { writeTicks, writeTimespan } from '../../../src/model/ticks.ts'
import type { listFunctionNames } from '../../../src/query/list-functions.ts'
import type { Call, Type } from '../../../src/query/tree.ts'
import { type Evaluate, strict } from './evaluate-texts.ts'
import { areEqual, compareAlike, isNumber, type Json, type Value } from './values.ts'

/** A value as it stands in a list. */
export function jsonOf(value: Value, type: Type): Json {
  if (value === null) return null
  if (type === 'datetime') return writeTicks(value as bigint)
  if (type === 'timespan') return writeTimespan(value as bigint)
  if (!isNumber(value)) return value as Json
  return Number.isFinite(Number(value)) ? Number(value) : String(value)
}

const jsonsOf = (values: readonly Value[], call: Call): readonly Json[] =>
  values.map((value, at) => jsonOf(value, call.arguments[at]!.type))

type List = readonly Json[]

const ofLists = (evaluate: (...lists: readonly List[]) => Value): Evaluate =>
  strict((values) =>
    values.every((value) => Array.isArray(value))
      ? evaluate(...(values as readonly Json[] as readonly List[]))
      : null,
  )

type Bag = Readonly<Record<string, Json>>

const isBag = (value: Value | undefined): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Own members, whatever they are called. */
const bagOf = (members: Iterable<readonly [string, Json]>): Json => Object.fromEntries(members) as Json

/** The first of each name, in the order in which they come; what is no object is passed over. */
export function mergedBags(values: readonly Value[]): Json {
  const members = new Map<string, Json>()
  for (const bag of values.filter(isBag)) {
    for (const [name, value] of Object.entries(bag)) if (!members.has(name)) members.set(name, value)
  }
  return bagOf(members)
}

const has = (list: List, sought: Json): boolean => list.some((each) => areEqual(each, sought))

const distinct = (list: List): List =>
  list.filter((each, at) => list.findIndex((other) => areEqual(each, other)) === at)

const categories = [isNumber, (value: Value) => typeof value === 'string']

/** Each category by itself, one element inserted after the other. */
function sort(list: List, isDescending: boolean): List {
  const categoryOf = (value: Json) => {
    const at = categories.findIndex((is) => is(value))
    return at < 0 ? categories.length : at
  }
  return [0, 1, 2].flatMap((category) => {
    const sorted: Json[] = []
    for (const value of list.filter((each) => categoryOf(each) === category)) {
      const isBehind = (other: Json) => {
        const order = compareAlike(value, other) ?? 0
        return isDescending ? order > 0 : order < 0
      }
      const at = sorted.findIndex(isBehind)
      sorted.splice(at < 0 ? sorted.length : at, 0, value)
    }
    return sorted
  })
}

const textOf = (value: Json): string =>
  value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)

const placesOf = (list: List, start: number, length: number): readonly number[] => {
  const from = start < 0 ? Math.max(0, list.length + start) : start
  return [...list.keys()].filter((at) => at >= from && (length < 0 || at < from + length))
}

export const evaluateLists: Readonly<Record<(typeof listFunctionNames)[number], Evaluate>> = {
  // Their predicates are evaluated element by element, by `evaluate`.
  anyElement: () => null,
  everyElement: () => null,
  arrayConcat: ofLists((...lists) => lists.flat() as List),
  arraySlice: strict(([list, from, to]) => {
    if (!Array.isArray(list)) return null
    const last = Number(to) < 0 ? list.length + Number(to) : Number(to)
    return placesOf(list, Number(from), -1)
      .filter((at) => at <= last)
      .map((at) => list[at] as Json)
  }),
  arrayIndexOf: ([list, sought, start, length, occurrence], call) => {
    const json = jsonOf(sought!, call.arguments[1]!.type)
    if (!Array.isArray(list) || json === null) return null
    const places = placesOf(list, Number(start), Number(length)).filter((at) => areEqual(list[at]!, json))
    return BigInt(places[Number(occurrence) - 1] ?? -1)
  },
  arraySort: strict(([list, direction, nullsLast]) => {
    if (!Array.isArray(list)) return null
    const nulls = list.filter((each) => each === null)
    const others = sort(
      list.filter((each) => each !== null),
      direction === 'desc',
    )
    return nullsLast === 1n ? others.concat(nulls) : nulls.concat(others)
  }),
  arrayFlat: ofLists((list) => (list as unknown[]).flat(64) as List),
  arrayReverse: ofLists((list) => list!.map((_, at) => list!.at(-1 - at)!)),
  arraySum: ofLists((list) =>
    list!.every((each) => typeof each === 'number')
      ? list!.reduce<number>((sum, each) => sum + Number(each), 0)
      : null,
  ),
  arrayJoin: strict(([list, delimiter]) =>
    Array.isArray(list)
      ? list.reduce<string>(
          (text, each, at) => text + (at > 0 ? (delimiter as string) : '') + textOf(each as Json),
          '',
        )
      : null,
  ),
  arrayZip: ofLists((...lists) => {
    const longest = lists.toSorted((one, other) => other.length - one.length)[0]!
    return longest.map((_, at) => lists.map((list) => list[at] ?? null))
  }),
  listRange: strict(([first, last, step], call) => {
    const bounds = [first, last, step] as readonly (bigint | number)[]
    if (Number(step) === 0 || !bounds.every((bound) => Number.isFinite(Number(bound)))) return null
    const isWhole = bounds.every((bound) => typeof bound === 'bigint')
    const places: Json[] = []
    const isIn = (place: bigint | number) => (Number(step) < 0 ? place >= bounds[1]! : place <= bounds[1]!)
    for (let count = 0; count < 1_048_576; count += 1) {
      const place = isWhole
        ? (first as bigint) + (step as bigint) * BigInt(count)
        : Number(first) + Number(step) * count
      if (!isIn(place)) return places
      places.push(jsonOf(place, call.arguments[0]!.type))
    }
    return places
  }),
  setUnion: ofLists((...lists) => distinct(lists.flat() as List)),
  setIntersect: ofLists((first, ...others) =>
    distinct(first!).filter((each) => others.every((list) => has(list, each))),
  ),
  setDifference: ofLists((first, ...others) =>
    distinct(first!).filter((each) => !others.some((list) => has(list, each))),
  ),
  setHas: ([list, sought], call) => {
    const json = jsonOf(sought!, call.arguments[1]!.type)
    return Array.isArray(list) && json !== null ? has(list, json) : null
  },
  packArray: jsonsOf,
  packBag: (values, call) => {
    const jsons = jsonsOf(values, call)
    return bagOf(
      jsons.flatMap((value, at) => (at % 2 === 1 ? [[String(jsons[at - 1]), value] as const] : [])),
    )
  },
  bagKeys: ([bag]) => (isBag(bag!) ? Object.keys(bag) : null),
  bagHasKey: strict(([bag, name]) => (isBag(bag) ? Object.keys(bag).includes(name as string) : null)),
  bagMerge: (bags) => (bags.every(isBag) ? mergedBags(bags) : null),
  bagRemoveKeys: strict(([bag, names]) =>
    isBag(bag)
      ? bagOf(Object.entries(bag).filter(([name]) => !(names as readonly string[]).includes(name)))
      : null,
  ),
  bagSetKey: ([bag, name, value], call) =>
    isBag(bag) && name !== null
      ? bagOf([...Object.entries(bag), [name as string, jsonOf(value!, call.arguments[2]!.type)]])
      : null,
}
