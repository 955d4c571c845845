import { describe, expect, it } from 'vitest'
import { readKql } from '../../../src/query/kql/parse-kql.ts'
import { columnsOf, rowsOf } from './support/rows-of.ts'

const sorted = (rows: readonly unknown[][]) => rows.map((row) => JSON.stringify(row)).toSorted()

const X = `let X = datatable(Key:string, Value1:long)['a', 1, 'b', 2, 'b', 3, 'c', 4];`
const Y = `let Y = datatable(Key:string, Value2:long)['b', 10, 'c', 20, 'c', 30, 'd', 40];`

describe('join, by Microsoft’s own example', () => {
  it.each([
    [
      'inner',
      [
        ['b', 2, 'b', 10],
        ['b', 3, 'b', 10],
        ['c', 4, 'c', 20],
        ['c', 4, 'c', 30],
      ],
    ],
    [
      'leftouter',
      [
        ['a', 1, '', null],
        ['b', 2, 'b', 10],
        ['b', 3, 'b', 10],
        ['c', 4, 'c', 20],
        ['c', 4, 'c', 30],
      ],
    ],
    [
      'rightouter',
      [
        ['', null, 'd', 40],
        ['b', 2, 'b', 10],
        ['b', 3, 'b', 10],
        ['c', 4, 'c', 20],
        ['c', 4, 'c', 30],
      ],
    ],
    [
      'fullouter',
      [
        ...[
          ['', null, 'd', 40],
          ['a', 1, '', null],
          ['b', 2, 'b', 10],
          ['b', 3, 'b', 10],
        ],
        ...[
          ['c', 4, 'c', 20],
          ['c', 4, 'c', 30],
        ],
      ],
    ],
    [
      'leftsemi',
      [
        ['b', 2],
        ['b', 3],
        ['c', 4],
      ],
    ],
    ['leftanti', [['a', 1]]],
    [
      'rightsemi',
      [
        ['b', 10],
        ['c', 20],
        ['c', 30],
      ],
    ],
    ['rightanti', [['d', 40]]],
  ])('kind=%s', (kind, rows) => {
    expect(sorted(rowsOf(`${X} ${Y} X | join kind=${kind} Y on Key`))).toEqual(sorted(rows))
  })

  it('takes one row of the left for each key, where no kind is named', () => {
    const rows = rowsOf(`${X} ${Y} X | join Y on Key | project Key, Value2`)
    expect(sorted(rows)).toEqual(
      sorted([
        ['b', 10],
        ['c', 20],
        ['c', 30],
      ]),
    )
  })

  it('has both keys, the right one numbered; lookup has one', () => {
    expect(columnsOf(`${X} ${Y} X | join kind=inner Y on Key`)).toEqual(['Key', 'Value1', 'Key1', 'Value2'])
    expect(columnsOf(`${X} ${Y} X | lookup Y on Key`)).toEqual(['Key', 'Value1', 'Value2'])
  })

  it('finds no partner for null', () => {
    const nulls = 'datatable(a:long)[long(null), 1]'
    expect(rowsOf(`${nulls} | join kind=inner (${nulls}) on a`)).toEqual([[1, 1]])
    expect(rowsOf(`${nulls} | join kind=leftanti (${nulls}) on a`)).toEqual([[null]])
  })
})

describe('union', () => {
  const one = 'let View_1 = view () { print x = 1 };'

  it('makes a column of each type', () => {
    const text = `${one} let View_2 = view () { print x = 'a' }; union withsource=TableName View_1, View_2`
    expect(columnsOf(text)).toEqual(['TableName', 'x_long', 'x_string'])
    expect(rowsOf(text)).toEqual([
      ['View_1', 1, ''],
      ['View_2', null, 'a'],
    ])
  })

  it('numbers a name that is there already', () => {
    const text = `${one} let View_2 = view () { print x = 'a' }; let View_3 = view () { print x_long = 3 }; union View_1, View_2, View_3`
    expect(columnsOf(text).toSorted()).toEqual(['x_long', 'x_long1', 'x_string'])
  })

  it('has what all have in common, where its kind is inner', () => {
    expect(rowsOf('union kind=inner (print a = 1, b = 2), (print a = 3, c = 4)')).toEqual([[1], [3]])
  })
})

describe('mv-expand', () => {
  const bags = `datatable(a:int, b:dynamic)[1, dynamic({"prop1": "a1", "prop2": "b1"})]`

  it.each([
    [
      'datatable(a:int, b:dynamic)[1, dynamic([10, 20]), 2, dynamic(["a", "b"])] | mv-expand b',
      [
        [1, 10],
        [1, 20],
        [2, 'a'],
        [2, 'b'],
      ],
    ],
    [
      `${bags} | mv-expand b`,
      [
        [1, { prop1: 'a1' }],
        [1, { prop2: 'b1' }],
      ],
    ],
    [
      `${bags} | mv-expand kind=array b`,
      [
        [1, ['prop1', 'a1']],
        [1, ['prop2', 'b1']],
      ],
    ],
    [
      'print b = dynamic({"prop1": "a", "prop2": "b"}), c = dynamic([5, 4, 3]) | mv-expand b, c',
      [
        [{ prop1: 'a' }, 5],
        [{ prop2: 'b' }, 4],
        [null, 3],
      ],
    ],
    [
      'range x from 1 to 4 step 1 | summarize x = make_list(x) | mv-expand with_itemindex=Index x',
      [
        [1, 0],
        [2, 1],
        [3, 2],
        [4, 3],
      ],
    ],
    ['print x = dynamic([]) | mv-expand x', []],
    ['print x = dynamic(null) | mv-expand x', [[null]]],
    ['print x = dynamic(5) | mv-expand x', [[5]]],
    ['print x = dynamic([1, 2, 3]) | mv-expand x limit 2', [[1], [2]]],
    ['print x = dynamic([1, "2", 2.5, true]) | mv-expand x to typeof(long)', [[1], [null], [null], [null]]],
    ['range x from 1 to 200 step 1 | summarize x = make_list(x) | mvexpand x | count', [[128]]],
  ])('%s', (text, rows) => {
    expect(rowsOf(text)).toEqual(rows)
  })
})

describe('a let', () => {
  it.each([
    ['let f = (a:long, b:long = 2) { a * b }; print f(3), f(3, 5)', [[6, 15]]],
    ['let T = range x from 1 to 3 step 1; T | where x > toscalar(T | summarize avg(x)) | project x', [[3]]],
    [
      'let T = materialize(range x from 1 to 3 step 1); union T, (T | where x == 2) | summarize sum(x)',
      [[8]],
    ],
    [
      'let odd = (T:(x:long)) { T | where x % 2 == 1 }; range x from 1 to 5 step 1 | invoke odd() | count',
      [[3]],
    ],
    ['range x from 1 to 3 step 1 | as T | where x in ((T | summarize max(x)))', [[3]]],
    ['range x from 5 to 1 step -2', [[5], [3], [1]]],
    ['range x from 1 to 2 step 0.5', [[1], [1.5], [2]]],
    ['range t from datetime(2020-01-01) to datetime(2020-01-01 00:00:01) step 1s | count', [[2]]],
    ['datatable(a:long, b:string)[] | count', [[0]]],
    ["print a = 1, 'x' | project print_1, a", [['x', 1]]],
    [
      'union withsource=T (range x from 1 to 2 step 1 | as One), (print x = 3 | as hint.materialized=true Two | where x > 0)',
      [
        ['One', 1],
        ['One', 2],
        ['Two', 3],
      ],
    ],
    [
      'print x = 1 | as One | union withsource=T (print x = 2), One',
      [
        ['One', 1],
        ['union_arg1', 2],
        ['One', 1],
      ],
    ],
    ['range x from 1 to 100000 step 1 | sample 1 | as T | union T, T | summarize dcount(x)', [[1]]],
    [
      'let data = range x from 1 to 4 step 1; data | summarize Any = take_any(x), (P) = percentiles(x, 50, 100) | project Any > 0, P, percentile_x_100',
      [[true, 2, 4]],
    ],
    [
      "datatable(k:string, n:long)['a', 1] | summarize First = take_any(n, k), Third = take_anyif(k, n > 5)",
      [[1, 'a', '']],
    ],
    [
      "datatable(a:dynamic)[dynamic(['x', 1]), dynamic([1.0, 'y']), dynamic('x'), dynamic({'b':2})] | summarize make_set(a)",
      [[['x', 1, 'y', { b: 2 }]]],
    ],
    ['datatable(a:dynamic)[dynamic(null), dynamic([])] | summarize make_set(a), make_set(a, 3)', [[[], []]]],
    ['print toscalar(datatable(a:string)[])', [['']]],
  ])('%s', (text, rows) => {
    expect(rowsOf(text)).toEqual(rows)
  })
})

it('how an answer is to be drawn is said beside it', () => {
  const text =
    'print a = 1, b = 2 | render timechart with (title="x y", xcolumn=a, ycolumns=b, legend=hidden)'
  expect(readKql(text, 0n).rendering).toEqual({
    kind: 'timechart',
    title: 'x y',
    xcolumn: 'a',
    ycolumns: ['b'],
  })
  expect(readKql('print a = 1 | render piechart', 0n).rendering).toEqual({ kind: 'piechart' })
  expect(readKql('print a = 1', 0n)).not.toHaveProperty('rendering')
})

it('functions that call each other many times are refused, not run', () => {
  const lets = Array.from({ length: 30 }, (_, at) => `let f${at + 1} = (x:long) { f${at}(x) + f${at}(x) };`)
  expect(() => readKql(`let f0 = (x:long) { x }; ${lets.join(' ')} print f30(1)`, 0n)).toThrow(
    /called too often/,
  )
})

it('tables are joined a bounded number of times', () => {
  const joins = ' | join (Events | take 1) on DeviceId | project DeviceId'.repeat(33)
  expect(() => readKql(`Events | project DeviceId${joins}`, 0n)).toThrow(/at most 32 tables/)
})
