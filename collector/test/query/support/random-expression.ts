import fc, { type GeneratorValue } from 'fast-check'
import { diffPeriods, periods, timeParts } from '../../../src/query/calendar.ts'
import type { ColumnType } from '../../../src/query/columns.ts'
import type { FunctionName } from '../../../src/query/functions.ts'
import type { Expression, Literal, Type } from '../../../src/query/tree.ts'
import { hostileKeys } from './events.ts'
import { callOf, moreChoices } from './random-choices.ts'
import { equalities, literals, ofTexts, orders, patterns } from './random-words.ts'

/**
 * One of some values. By its number: what a generator is asked for it keeps for ever, and compares with all that it is
 * asked for later.
 */
export const pickBy =
  (generate: GeneratorValue) =>
  <T>(...values: readonly T[]): T =>
    values[generate(fc.nat, values.length - 1)] as T

/**
 * An expression of a type about these columns, in what the tree's functions take.
 */
export function randomExpression(
  generate: GeneratorValue,
  columns: readonly ColumnType[],
  type: Type,
  depth: number,
): Expression {
  const pick = pickBy(generate)
  const make = (of: Type): Expression => randomExpression(generate, columns, of, depth - 1)
  const call = (name: FunctionName, ...operands: readonly Expression[]): Expression => ({
    kind: 'call',
    type,
    name,
    arguments: operands,
  })
  const literal = (of: Type = type): Expression =>
    ({ kind: 'literal', type: of, value: pick<unknown>(...literals[of]) }) as Literal
  const leaf = (of: Type = type): Expression => {
    const fields = columns.filter((column) => column.type === of)
    return fields.length > 0 && pick(true, true, false) ? { kind: 'field', ...pick(...fields) } : literal(of)
  }
  const times = (count: number, of: Type) => Array.from({ length: count }, () => make(of))
  const path = (): Expression => ({
    kind: 'path',
    type: 'dynamic',
    of: make('dynamic'),
    keys: Array.from({ length: pick(1, 1, 2) }, () => pick<string | number>(...hostileKeys, 0, 1, -1)),
  })
  const oneOf = (...values: readonly number[]): Literal => ({
    kind: 'literal',
    type: 'real',
    value: pick(...values),
  })
  const some = (...values: readonly bigint[]): Literal => ({
    kind: 'literal',
    type: 'long',
    value: pick(...values),
  })
  const word = (...values: readonly string[]): Literal => ({
    kind: 'literal',
    type: 'string',
    value: pick(...values),
  })
  /** Or NaN, or neither. */
  const infinite = () => callOf('real', 'divide', oneOf(-1, 0, 1), oneOf(0, 1))
  const branches = () => call('case', make('bool'), make(type), make(type))

  if (depth <= 0)
    return type === 'dynamic' && pick(true, false) ? ({ ...path(), of: leaf() } as Expression) : leaf()

  const more = moreChoices({ pick, make, call, literal, leaf, times, oneOf, some, word, infinite })
  const choices: { readonly [Of in Type]: readonly (() => Expression)[] } = {
    string: [
      leaf,
      branches,
      () => call('orNull', make('string')),
      () => call('orEmpty', make('string')),
      () => call('toLower', make(pick('string', 'dynamic'))),
      () => call('concat', ...times(pick(1, 2, 3), 'string')),
      () => call('toUpper', make(pick('string', 'dynamic'))),
      () => call('substring', make('string'), some(0n, 1n, 2n, -1n, -2n), some(-1n, 0n, 1n, 2n)),
      () => call('replace', make('string'), literal('string'), make('string')),
      () => call('trim', make('string'), word('a', 'a+', '[^\\w]+', '(?i)home', '\\s+', '👍')),
      () =>
        call(
          'formatTime',
          make('datetime'),
          word('yyyy-MM-dd', 'y/M/d h:m:s tt [fff FFFFFFF]', 'yyMMddHHmmss_f'),
        ),
      () => call('coalesce', ...times(2, 'string')),
      () =>
        call('extract', make('string'), word('(a)|(b)', '([^-]+)-?(.*)', '(\\p{L}+) (x*)'), some(0n, 1n, 2n)),
      () =>
        call(
          'toString',
          make(pick<Type>('string', 'long', 'real', 'bool', 'datetime', 'timespan', 'dynamic')),
        ),
      ...more.string,
    ],
    long: [
      leaf,
      branches,
      () => call(pick('toInt', 'toLong'), make(pick<Type>('string', 'dynamic', 'long', 'bool', 'real'))),
      () => call(pick<FunctionName>('add', 'subtract', 'divide', 'modulo'), make('long'), literal()),
      () => call('negate', make('long')),
      () => call('bin', make('long'), literal()),
      () => call('round', literal(), some(1n, 0n, -1n, -2n)),
      () => call('length', make('string')),
      () =>
        call(
          'indexOf',
          make('string'),
          pick(true, false) ? literal('string') : make('string'),
          some(0n, 1n, 3n),
        ),
      () => call('arrayLength', make('dynamic')),
      () => call('timePart', word(...timeParts), make('datetime')),
      () => call('timeDiff', word(...diffPeriods), make('datetime'), make('datetime')),
      () => call('coalesce', ...times(2, 'long')),
      ...more.long,
    ],
    real: [
      leaf,
      branches,
      () => call('toReal', make(pick<Type>('string', 'dynamic', 'long', 'bool'))),
      () => call(pick<FunctionName>('add', 'subtract', 'modulo'), leaf(), leaf(pick('long', 'real'))),
      () => call('bin', leaf(), literal()),
      () => call('round', leaf(), some(0n, -1n)),
      // By powers of two, so that the order of a sum makes no difference.
      () => call('divide', leaf(pick('long', 'real')), oneOf(0, 1, -0.5, 2)),
      () => call('multiply', make('real'), oneOf(0, -1, 2)),
      () => call(pick<FunctionName>('add', 'subtract', 'divide', 'modulo'), infinite(), infinite()),
      ...more.real,
    ],
    bool: [
      leaf,
      () => call(pick('and', 'or'), ...times(pick(2, 3), 'bool')),
      () => call('not', make('bool')),
      () => call('isNull', make(pick<Type>('string', 'long', 'datetime', 'dynamic'))),
      () => call('isEmpty', make('string')),
      () => call(pick('isNan', 'isInfinite'), make('real')),
      () => call('toBool', make(pick<Type>('string', 'long', 'real', 'bool', 'dynamic'))),
      () => call(pick(...equalities), make('string'), make(pick('string', 'dynamic'))),
      () => call(pick(...equalities), make('dynamic'), make(pick<Type>('string', 'long', 'real', 'dynamic'))),
      () => call(pick(...equalities), make('dynamic'), literal(pick('bool', 'string', 'long'))),
      () => call(pick(...equalities), make('datetime'), make('datetime')),
      () => call(pick(...equalities), callOf('string', 'toString', make('dynamic')), literal('string')),
      () => call(pick(...equalities), callOf('string', 'orNull', leaf('string')), literal('string')),
      () => call('isNull', callOf('string', 'orNull', leaf('string'))),
      () => call(pick(...orders), make('string'), make('string')),
      () => call(pick(...orders), make(pick('long', 'real')), make(pick<Type>('long', 'real', 'dynamic'))),
      () => call(pick(...equalities), make(pick('long', 'real')), make(pick<Type>('real', 'dynamic'))),
      () => call(pick(...orders), make('dynamic'), make(pick<Type>('string', 'long', 'dynamic'))),
      () => call(pick(...orders), make('datetime'), make('datetime')),
      () => call(pick(...orders), make('timespan'), make('timespan')),
      () =>
        call(
          'in',
          make(pick('string', 'dynamic')),
          literal('string'),
          literal(pick('string')),
          literal('string'),
        ),
      () => call('in', make('dynamic'), literal('long'), make('string')),
      () => call('inIgnoringCase', make('string'), literal('string'), make('string')),
      () => call(pick(...ofTexts), make(pick('string', 'dynamic')), make('string')),
      () =>
        call('matchesRegex', make('string'), { kind: 'literal', type: 'string', value: pick(...patterns) }),
      ...more.bool,
    ],
    datetime: [
      leaf,
      leaf,
      branches,
      () => call('toDatetime', make(pick<Type>('string', 'datetime', 'dynamic'))),
      () => call(pick('startOfDay', 'endOfDay'), make('datetime')),
      () => call(pick('startOf', 'endOf'), word(...periods), make('datetime'), some(0n, 1n, -1n, 100_000n)),
      () => call(pick('add', 'subtract'), make('datetime'), make('timespan')),
      () => call('bin', make('datetime'), literal('timespan')),
      ...more.datetime,
      () => call('bin', make('datetime'), literal('timespan'), literal('datetime')),
    ],
    timespan: [
      leaf,
      branches,
      () => call('subtract', make('datetime'), make('datetime')),
      () => call(pick('add', 'subtract'), make('timespan'), literal()),
      () => call('multiply', literal(), literal('long')),
      () => call('negate', make('timespan')),
      () => call('bin', make('timespan'), literal()),
      ...more.timespan,
    ],
    dynamic: [
      leaf,
      path,
      path,
      () => call('parseJson', make(pick('string', 'dynamic'))),
      () => call('split', make('string'), pick(true, false) ? literal('string') : make('string')),
      ...more.dynamic,
    ],
  }
  return pick(...choices[type])()
}
