import type { FunctionName } from '../../../query/functions.ts'
import { queryError } from '../../../query/query-error.ts'
import type { Dialect } from '../../../query/sql/dialect.ts'

/** What is not said in ClickHouse's SQL yet: a question that needs it is refused by name. The embedded store answers it. */
export const refusedNames = [
  ...(['hasTerm', 'hasTermIgnoringCase', 'trimStart', 'trimEnd', 'extractAll', 'replaceRegex'] as const),
  ...(['countText', 'countMatches', 'reverse', 'repeat', 'urlEncode', 'urlEncodeComponent'] as const),
  ...(['urlDecode', 'parseUrl', 'parseUrlQuery', 'base64Encode', 'base64Decode', 'hash'] as const),
  ...(['arrayConcat', 'arraySlice', 'arrayIndexOf', 'arraySort', 'arrayReverse', 'arraySum'] as const),
  ...(['arrayJoin', 'arrayZip', 'setUnion', 'setIntersect', 'setDifference', 'setHas'] as const),
  ...(['packArray', 'packBag', 'bagKeys', 'bagHasKey', 'bagMerge', 'bagRemoveKeys'] as const),
  ...(['bagSetKey', 'anyElement', 'everyElement', 'toTimespan', 'absolute', 'ceiling', 'math'] as const),
  ...(['greatest', 'least', 'timeAdd', 'makeTime', 'formatSpan'] as const),
] as const satisfies readonly FunctionName[]

export const refusedAggregateNames = ['variance', 'bag'] as const

/** As KQL has it: `array_concat`. */
const shown = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const refuse = (name: string) => (): never => {
  throw queryError(`${shown(name)} is not supported where events are stored in ClickHouse`)
}

const refusing = <Name extends string>(names: readonly Name[]): Readonly<Record<Name, () => never>> =>
  Object.fromEntries(names.map((name) => [name, refuse(name)])) as Record<Name, () => never>

export const refusedCalls: Pick<Dialect['calls'], (typeof refusedNames)[number]> = refusing(refusedNames)

export const refusedAggregates: Pick<Dialect['aggregates'], (typeof refusedAggregateNames)[number]> =
  refusing(refusedAggregateNames)

export const refusedItem: Dialect['item'] = refuse('item')
