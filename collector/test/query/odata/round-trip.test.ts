import fc, { type Arbitrary } from 'fast-check'
import { expect, it } from 'vitest'
import { ticksRange } from '../../../src/model/ticks.ts'
import type { FunctionName } from '../../../src/query/functions.ts'
import { parseOdata } from '../../../src/query/odata/parse-odata.ts'
import { isQueryError } from '../../../src/query/query-error.ts'
import { writeSql } from '../../../src/query/sql/write-sql.ts'
import type { Expression, Literal, Type } from '../../../src/query/tree.ts'
import { sqliteWithDeletions } from '../../../src/store/sqlite/query/dialect.ts'
import { hostileTexts, openTestStore } from '../support/events.ts'
import { printFilter } from '../support/print-filter.ts'

const call = (type: Type, name: FunctionName, ...operands: readonly Expression[]): Expression => ({
  kind: 'call',
  type,
  name,
  arguments: operands,
})
const test = (name: FunctionName, ...operands: readonly Expression[]) => call('bool', name, ...operands)

const literalOf =
  (type: Type) =>
  (value: unknown): Literal =>
    ({ kind: 'literal', type, value }) as Literal

const field = fc
  .constantFrom('EventType', 'City', 'PageUri', 'TrackId')
  .map((name): Expression => ({ kind: 'field', name, type: 'string' }))
const text = field.map((of) => call('string', 'orNull', of))
const time: Expression = { kind: 'field', name: 'EventTime', type: 'datetime' }
const path = fc
  .tuple(
    fc.constantFrom('Payload', 'User'),
    fc.constantFrom('a', 'utm-source', 'x$y', '__proto__', 'é', '0'),
    fc.array(fc.oneof(fc.constantFrom('b', 'b-c'), fc.integer({ min: -9, max: 99 })), { maxLength: 3 }),
  )
  .map(
    ([name, ...keys]): Expression => ({
      kind: 'path',
      type: 'dynamic',
      of: { kind: 'field', name, type: 'dynamic' },
      keys: keys.flat(),
    }),
  )

const textValue = fc
  .oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary' }))
  .map(literalOf('string'))
const filledValue = textValue.filter(({ value }) => value !== '')
const timeValue = fc.bigInt({ min: ticksRange.first, max: ticksRange.last }).map(literalOf('datetime'))
const jsonValue = fc.oneof(
  textValue,
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(literalOf('long')),
  fc
    .double({ noDefaultInfinity: true, noNaN: true })
    .filter((value) => !Number.isInteger(value))
    .map(literalOf('real')),
  fc.boolean().map(literalOf('bool')),
)
const orders = fc.constantFrom<FunctionName>('less', 'lessOrEqual', 'greater', 'greaterOrEqual')
/** A number without quotes is a number or a text. */
const comparison = (name: FunctionName, of: Expression, value: Literal): Expression =>
  name === 'same' &&
  (of.kind === 'path' || of.kind === 'item') &&
  (value.type === 'long' || value.type === 'real')
    ? test('or', test(name, of, value), test(name, of, literalOf('string')(String(value.value))))
    : test(name, of, value)

/** Below a not, a relation with null is false. */
function negated(tree: Expression): Expression {
  if (tree.kind !== 'call') return tree
  const [of, value] = tree.arguments
  const isRelation = ['less', 'lessOrEqual', 'greater', 'greaterOrEqual'].includes(tree.name)
  if (isRelation) return of?.kind === 'field' ? tree : test('same', tree, literalOf('bool')(true))
  if (tree.name === 'anyElement' || tree.name === 'everyElement') return tree
  if (tree.name === 'same' && of?.type === 'bool' && value?.type === 'bool') return tree
  return { ...tree, arguments: tree.arguments.map(negated) }
}

const comparisons = fc.oneof(fc.constant<FunctionName>('same'), orders)
const lowered = fc
  .tuple(fc.constantFrom<FunctionName>('toLower', 'toUpper'), fc.oneof(text, path))
  .map(([name, of]) => call('string', name, of))
const counted = fc.oneof(
  fc.oneof(text, path, lowered).map((of) => call('long', 'length', of)),
  fc
    .tuple(
      fc.constantFrom('year', 'month', 'day', 'hour', 'minute', 'second'),
      fc.oneof(fc.constant(time), path),
    )
    .map(([part, of]) =>
      call(
        'long',
        'timePart',
        literalOf('string')(part),
        of === time ? of : call('datetime', 'toDatetime', of),
      ),
    ),
)
const wholeValue = fc.bigInt({ min: -5n, max: 5000n }).map(literalOf('long'))

const item: Expression = { kind: 'item', type: 'dynamic', level: 0 }
const lambda = fc
  .tuple(
    fc.constantFrom<FunctionName>('anyElement', 'everyElement'),
    path,
    comparisons,
    fc.constantFrom(item, { kind: 'path', type: 'dynamic', of: item, keys: ['a', 0] } satisfies Expression),
    jsonValue,
  )
  .map(([name, of, ...compared]) => test(name, of, item, comparison(...compared)))

const { filter } = fc.letrec<{ filter: Expression }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(comparisons, fc.oneof(text), filledValue).map((made) => test(...made)),
    fc.tuple(comparisons, lowered, textValue).map((made) => test(...made)),
    fc.tuple(comparisons, path, jsonValue).map((made) => comparison(...made)),
    fc.tuple(comparisons, counted, wholeValue).map((made) => test(...made)),
    fc.tuple(comparisons, timeValue).map(([name, value]) => test(name, time, value)),
    fc
      .tuple(comparisons, path, timeValue)
      .map(([name, of, value]) => test(name, call('datetime', 'toDatetime', of), value)),
    fc.oneof(text, path).map((of) => test('isNull', of)),
    lambda,
    fc
      .tuple(field, fc.array(filledValue, { minLength: 2, maxLength: 4 }))
      .map(([of, values]) => test('in', of, ...values)),
    fc
      .tuple(
        fc.constantFrom<FunctionName>('contains', 'startsWith', 'endsWith'),
        fc.oneof(text, path, lowered),
        fc.oneof(textValue, text),
      )
      .map((made) => test(...made)),
    tie('filter').map((part) => test('not', negated(part))),
    fc
      .tuple(
        fc.constantFrom<FunctionName>('and', 'or'),
        fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
      )
      .map(([name, parts]) => test(name, ...parts)),
  ),
})) as { filter: Arbitrary<Expression> }

it('reads every filter as the tree that it was printed from', () => {
  fc.assert(
    fc.property(filter, (tree) => {
      expect(parseOdata({ filter: printFilter(tree) })[0]).toEqual({ kind: 'where', predicate: tree })
    }),
    { numRuns: 2000 },
  )
})

const fragment = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom("'", '"', '(', ')', ',', ' ', ' and ', ' or ', ' not ', ' eq ', ' ne ', ' in ', ' gt '),
  fc.constantFrom('EventType', 'EventTime', 'Payload', '.a', '/b', '[0]', '[', '[99999999999]', 'Payload.a'),
  fc.constantFrom(
    'contains(',
    'tolower(',
    "'x'",
    '42',
    '1e999',
    '-0',
    'null',
    'true',
    '2019-01-01',
    '9'.repeat(400),
  ),
  fc.constantFrom('--', '/*', '*/', ';', '$filter=', '%27', '\0', '\ud800', 'constructor', 'toString('),
  fc.string({ unit: 'binary' }),
)
const hostile = fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join(''))

it.each(['filter', 'orderby', 'skip', 'top'])('answers or refuses whatever is sent as $%s', (option) => {
  const { database } = openTestStore()
  fc.assert(
    fc.property(hostile, (sent) => {
      try {
        const query = parseOdata({ [option]: sent })
        const { text, parameters } = writeSql(query, { scopes: ['default'] }, sqliteWithDeletions)
        expect(database.prepare(text).all(...parameters)).toEqual([])
      } catch (error) {
        if (!isQueryError(error)) throw error
      }
    }),
    { numRuns: 3000 },
  )
})
