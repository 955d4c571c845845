import { diffPeriods } from '../../../src/query/calendar.ts'
import type { FunctionName } from '../../../src/query/functions.ts'
import type { Expression, Literal, Type } from '../../../src/query/tree.ts'
import { hostileKeys } from './events.ts'

/** What makes expressions of a type, and literals. */
interface Makers {
  pick<Value>(...values: readonly Value[]): Value
  make(type: Type): Expression
  call(name: FunctionName, ...operands: readonly Expression[]): Expression
  literal(type?: Type): Expression
  leaf(type?: Type): Expression
  times(count: number, type: Type): readonly Expression[]
  oneOf(...values: readonly number[]): Literal
  some(...values: readonly bigint[]): Literal
  word(...values: readonly string[]): Literal
  infinite(): Expression
}

type Choices = { readonly [Of in Type]: readonly (() => Expression)[] }

/** Of addresses, expressions, lists and objects. */
export function moreChoices({
  pick,
  make,
  call,
  literal,
  leaf,
  times,
  oneOf,
  some,
  word,
  infinite,
}: Makers): Choices {
  /** With one group at least. */
  const matching = () => word('(a)', '([^-]+)-?', '(\\p{L})|(\\d)', '(x*)')
  const address = (): Expression =>
    pick(true, false)
      ? make('string')
      : word(
          'https://u:p@a.de:8/x/y?k=1&k=2&%20=+#f',
          '/x?a=%C3%A9&&=b',
          'a://b?c',
          '?q=%zz%f',
          'mailto:a@b.de',
        )
  /** What may be in a list. */
  const sought = (): Expression => make(pick<Type>('string', 'long', 'real', 'bool'))
  const list = (): Expression =>
    pick<() => Expression>(
      () => make('dynamic'),
      () => callOf('dynamic', 'packArray', sought(), sought(), make('dynamic')),
    )()

  return {
    string: [
      () => call(pick('trimStart', 'trimEnd'), make('string'), word('a', '[^\\w]+', '\\s+', '👍')),
      () => call('replaceRegex', make('string'), matching(), word('', '<\\0>', '\\1-\\\\', 'x')),
      () => call('reverse', make('string')),
      () => call('repeat', make('string'), some(0n, 1n, 3n, -1n), literal('string')),
      () => call(pick('urlEncode', 'urlEncodeComponent', 'urlDecode'), address()),
      () => call(pick('base64Encode', 'base64Decode'), make('string')),
      () => call('hash', word('md5', 'sha1', 'sha256'), make('string')),
      () => call('arrayJoin', make('dynamic'), literal('string')),
      () => call(pick('greatest', 'least'), ...times(2, 'string')),
      () => call('formatSpan', make('timespan'), word('d.hh:mm:ss.fffffff', 'ddd h m s [FFF]')),
    ],
    long: [
      () => call('countText', make('string'), literal('string')),
      () => call('countMatches', make('string'), matching()),
      () => call('absolute', make('long')),
      () => call('toLong', callOf('real', 'arraySum', make('dynamic'))),
      () => call(pick('greatest', 'least'), ...times(3, 'long')),
      () => call('arrayIndexOf', make('dynamic'), sought(), some(0n, 1n, -1n), some(-1n, 2n), some(1n, 2n)),
    ],
    real: [
      () => call('math', word('sign'), pick(literal(), infinite())),
      () => call('math', word('pow'), literal(), oneOf(0, 1, 2)),
      () => call(pick('absolute', 'ceiling'), pick(leaf(), infinite())),
      () => call(pick('greatest', 'least'), leaf(), infinite()),
    ],
    bool: [
      () =>
        call(
          pick('hasTerm', 'hasTermIgnoringCase'),
          ...times(2, 'string'),
          word('around', 'before', 'behind'),
        ),
      () => call('setHas', make('dynamic'), sought()),
      () => call('bagHasKey', make('dynamic'), word(...hostileKeys)),
    ],
    datetime: [
      () => call('timeAdd', word(...diffPeriods), some(0n, 1n, -1n, 13n, 100_000n), make('datetime')),
      () =>
        call(
          'makeTime',
          some(2024n, 0n, 2026n),
          some(2n, 13n),
          some(29n),
          some(0n, 24n),
          some(59n),
          oneOf(0, 59.5),
        ),
      () => call(pick('greatest', 'least'), ...times(2, 'datetime')),
    ],
    timespan: [
      () => call('absolute', make('timespan')),
      () => call('toTimespan', pick(make('string'), callOf('string', 'toString', make('timespan')))),
    ],
    dynamic: [
      () => call('extractAll', make('string'), matching(), some(1n), ...pick([], [some(0n)])),
      () => call(pick('parseUrl', 'parseUrlQuery'), address()),
      () =>
        call(pick('arrayConcat', 'arrayZip', 'setUnion', 'setIntersect', 'setDifference'), list(), list()),
      () => call('arraySlice', list(), some(0n, 1n, -1n, -2n), some(0n, 1n, -1n, -3n)),
      () => call('arraySort', list(), word('asc', 'desc'), some(0n, 1n)),
      () => call(pick('arrayReverse', 'arrayFlat'), list()),
      () => call('packArray', sought(), make(pick<Type>('datetime', 'timespan', 'bool', 'dynamic'))),
      () => call('packBag', word('a', 'b c'), sought(), word('d'), make(pick<Type>('datetime', 'bool'))),
      () => call('listRange', some(0n, 1n, -3n), some(4n, -1n, 0n), some(1n, 2n, -1n, -3n, 0n)),
      () => call('listRange', oneOf(0, 0.5), oneOf(2.25, -1), pick(oneOf(0.75, -0.5), infinite())),
      () => {
        const at = make('datetime')
        const hour = 36_000_000_000n
        const span = (value: bigint): Literal => ({ kind: 'literal', type: 'timespan', value })
        const end = span(pick(hour, 5n * hour, -hour, 0n))
        return call('listRange', at, callOf('datetime', 'add', at, end), span(hour))
      },
      () => call('bagKeys', make('dynamic')),
      () => call('bagMerge', make('dynamic'), callOf('dynamic', 'packBag', word('a', 'e'), sought())),
      () => call('bagRemoveKeys', make('dynamic'), { kind: 'literal', type: 'dynamic', value: '["a","é"]' }),
      () => call('bagSetKey', make('dynamic'), word('a', 'x"y'), sought()),
    ],
  }
}

export const callOf = (type: Type, name: FunctionName, ...operands: readonly Expression[]): Expression => ({
  kind: 'call',
  type,
  name,
  arguments: operands,
})
