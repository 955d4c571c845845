import type { GeneratorValue } from 'fast-check'
import { type ColumnType, columnsAfter, columnsOf, sourceColumns } from '../../../src/query/columns.ts'
import type {
  Aggregate,
  Column,
  Expression,
  Join,
  Literal,
  Query,
  Step,
  Type,
} from '../../../src/query/tree.ts'
import { pickBy } from './random-expression.ts'
import { field, randomSeries } from './random-series.ts'
import { type Make, randomWindow } from './random-window.ts'

/** Whether no two rows are in one place of an order by all that can be in one. */
export const isTotal = (columns: readonly ColumnType[]): boolean =>
  columns.every(({ name, type }) => type !== 'dynamic' || name === 'Payload' || name === 'User') &&
  columns.some(({ name, type }) => name === 'TrackId' && type === 'string')

const keyTypes: readonly Type[] = ['string', 'long', 'datetime', 'bool']

/** Steps that take rows from elsewhere, make more of them, or look at several. */
export function randomTables(
  generate: GeneratorValue,
  before: Query,
  make: Make,
  sort: (leading: readonly Expression[]) => Step,
): Query {
  const pick = pickBy(generate)
  const columns = columnsOf(before)
  const literal = (type: Type, value: unknown) => ({ kind: 'literal', type, value }) as Literal
  const fields = (kept: readonly ColumnType[]): readonly Column[] =>
    kept.map((column) => ({ name: column.name, value: field(column) }))

  /** A table with few columns, the first of them of some type. */
  const other = (type: Type): Query => {
    const keys = sourceColumns.filter((column) => column.type === type)
    const source: Query =
      keys.length > 0
        ? [
            {
              kind: 'project',
              columns: [
                { name: 'key', value: field(pick(...keys)) },
                { name: 'city', value: field({ name: 'City', type: 'string' }) },
                { name: 'payload', value: field({ name: 'Payload', type: 'dynamic' }) },
              ],
            },
          ]
        : [
            values(
              [
                { name: 'key', type },
                { name: 'city', type: 'string' },
              ],
              pick,
            ),
          ]
    return pick(true, false) ? source : [{ kind: 'from', rows: { kind: 'shared', query: source } }]
  }

  switch (pick('join', 'join', 'union', 'expand', 'expand', 'windows', 'windows', 'series', 'ask', 'range')) {
    case 'join': {
      const keys = columns.filter(({ type }) => keyTypes.includes(type))
      if (keys.length === 0 || columns.length > 30) return []
      const left = pick(...keys)
      const right = other(left.type)
      const rightColumns = right.reduce(columnsAfter, sourceColumns)
      const flavor = pick<Join['flavor']>(
        'inner',
        'leftOuter',
        'rightOuter',
        'fullOuter',
        'leftSemi',
        'leftAnti',
      )
      const isFilter = flavor === 'leftSemi' || flavor === 'leftAnti'
      const on = [
        { left: field(left), right: field(rightColumns[0]!) },
        ...columns
          .filter(({ name }) => name === 'City' && pick(true, false, false))
          .map((city) => ({ left: field(city), right: field({ name: 'city', type: 'string' }) })),
      ]
      const joined: Join['columns'] = [
        ...columns.map((column) => ({ name: column.name, side: 'left' as const, field: field(column) })),
        ...(isFilter ? [] : rightColumns).map((column) => ({
          name: `${column.name} ${columns.length}`,
          side: 'right' as const,
          field: field(column),
        })),
      ]
      const join: Step = { kind: 'join', flavor, right, on, columns: joined }
      // What is joined once for each key is known where the key has one row.
      if (!pick(true, false, false, false)) return [join]
      const count: Aggregate = { name: 'count', type: 'long', arguments: [] }
      return [
        {
          kind: 'summarize',
          by: [{ name: left.name, value: field(left) }],
          columns: [{ name: 'count', value: count }],
        },
        {
          ...join,
          flavor: 'innerUnique',
          on: [{ left: field(left), right: field(rightColumns[0]!) }],
          columns: [
            { name: 'rows', side: 'left', field: field({ name: 'count', type: 'long' }) },
            { name: 'key', side: 'right', field: field(rightColumns[0]!) },
          ],
        },
      ]
    }
    case 'union': {
      const type = pick<Type>('string', 'long', 'datetime')
      const named = columns.find((column) => column.type === type)
      const value = named ? field(named) : literal(type, type === 'string' ? 'a' : 0n)
      const own: Step = { kind: 'project', columns: [{ name: 'key', value }] }
      const others = Array.from(
        { length: pick(1, 2) },
        (): Query => [
          ...other(type),
          { kind: 'project', columns: [{ name: 'key', value: field({ name: 'key', type }) }] },
        ],
      )
      const from: readonly Query[] = [[...before, own], ...others]
      return [{ kind: 'from', rows: { kind: 'union', queries: from } }]
    }
    case 'expand': {
      const dynamics = columns.filter(({ type }) => type === 'dynamic')
      const arrays = Array.from({ length: pick(1, 1, 2) }, (_, at) => ({
        name: pick(`element ${at}`, dynamics[at]?.name ?? `element ${at}`),
        array: {
          kind: 'call' as const,
          type: 'dynamic' as const,
          name: 'elements' as const,
          arguments: [make('dynamic'), literal('string', pick('bag', 'array'))],
        },
        type: pick<Type>('dynamic', 'dynamic', 'string', 'long', 'real', 'bool', 'datetime'),
      }))
      const taken = new Set(columns.map(({ name }) => name))
      const expand: Step = {
        kind: 'expand',
        columns: arrays,
        ...(pick(true, false) && !taken.has('place') && { index: 'place' }),
        ...(pick(true, false, false) && { limit: 2 }),
      }
      return [expand]
    }
    case 'windows': {
      if (!isTotal(columns)) return []
      const windows = Array.from({ length: pick(1, 2) }, (_, at) => ({
        name: `window ${columns.length} ${at}`,
        value: randomWindow(pick, make, literal),
      }))
      return [sort([make('string', 1)]), { kind: 'windows', columns: windows }]
    }
    case 'series':
      return randomSeries(pick, columns, literal)
    case 'ask': {
      const type = pick<Type>('string', 'long', 'datetime')
      const query: Query = [
        ...other(type),
        { kind: 'project', columns: [{ name: 'key', value: field({ name: 'key', type }) }] },
      ]
      const first: Query = [
        ...query,
        { kind: 'sort', orders: [{ by: field({ name: 'key', type }), isDescending: false, nulls: 'last' }] },
      ]
      const predicate: Expression = pick(true, false)
        ? { kind: 'among', type: 'bool', value: make(type, 1), query }
        : {
            kind: 'call',
            type: 'bool',
            name: pick('equal', 'same'),
            arguments: [make(type, 1), { kind: 'scalar', type, query: first }],
          }
      return [{ kind: 'where', predicate }]
    }
    case 'range': {
      const [first, last, step] = pick([1n, 5n, 2n], [3n, -3n, -1n], [2n, 1n, 1n])
      return [
        {
          kind: 'from',
          rows: {
            kind: 'range',
            name: 'x',
            type: 'long',
            first: literal('long', first),
            last: literal('long', last),
            step: literal('long', step),
          },
        },
        { kind: 'project', columns: fields([{ name: 'x', type: 'long' }]) },
      ]
    }
  }
}

function values(columns: readonly ColumnType[], pick: <T>(...all: readonly T[]) => T): Step {
  const cell = (type: Type): Literal =>
    ({
      kind: 'literal',
      type,
      value:
        type === 'string'
          ? pick('', 'a', 'home')
          : type === 'bool'
            ? pick(true, false, null)
            : pick(0n, 1n, 42n, null),
    }) as Literal
  const count = pick(0, 1, 4)
  const rows = Array.from({ length: count }, () => columns.map(({ type }) => cell(type)))
  return { kind: 'from', rows: { kind: 'values', columns, rows } }
}
