import { describe, expect, it } from 'vitest'
import { readKql } from '../../../src/query/kql/parse-kql.ts'
import { writeSql } from '../../../src/query/sql/write-sql.ts'
import { sqlite } from '../../../src/store/sqlite/query/dialect.ts'
import { readRows } from '../../../src/store/sqlite/query/rows.ts'
import { openTestStore } from '../support/events.ts'

const { database } = openTestStore()

/** Rows without the names of their columns. */
const rowsOf = (text: string): readonly unknown[][] =>
  Array.from(readRows(database, writeSql(readKql(text, 0n).query, {}, sqlite)), (row) =>
    Object.values(JSON.parse(row)),
  )

const columnsOf = (text: string): readonly string[] => {
  const [row] = readRows(database, writeSql(readKql(text, 0n).query, {}, sqlite))
  return Object.keys(JSON.parse(row!))
}

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

describe('make-series', () => {
  const data = `let data = datatable(timestamp:datetime, metric:real)[
    datetime(2016-12-31T06:00), 50, datetime(2017-01-01), 4, datetime(2017-01-02), 3, datetime(2017-01-03), 4,
    datetime(2017-01-03T03:00), 6, datetime(2017-01-05), 8, datetime(2017-01-05T13:40), 13, datetime(2017-01-06), 4,
    datetime(2017-01-07), 3, datetime(2017-01-08), 8, datetime(2017-01-08T21:00), 8, datetime(2017-01-09), 2,
    datetime(2017-01-09T12:00), 11, datetime(2017-01-10T05:00), 5,
  ]; let interval = 1d; let stime = datetime(2017-01-01); let etime = datetime(2017-01-10);`
  const series = 'make-series avg(metric) default=1.0 on timestamp from stime to etime step interval'

  it('fills what is missing', () => {
    const [[values, times] = []] = rowsOf(`${data} data | ${series.replace(' default=1.0', '')}`)
    expect(values).toEqual([4, 3, 5, 0, 10.5, 4, 3, 8, 6.5])
    expect(times).toHaveLength(9)
    expect((times as string[])[8]).toBe('2017-01-09T00:00:00.0000000Z')
  })

  it('is empty of nothing, unless it is to be filled', () => {
    expect(rowsOf(`${data} data | take 0 | ${series} | count`)).toEqual([[0]])
    const filled = series.replace('make-series', 'make-series kind=nonempty')
    const [[values, times] = []] = rowsOf(`${data} data | take 0 | ${filled}`)
    expect(values).toEqual(Array(9).fill(1))
    expect(times).toHaveLength(9)
  })

  it('goes from the first to the last of each group, where no bounds are named', () => {
    const text = `datatable(k:string, n:long)['a', 1, 'a', 3, 'b', 7] | make-series c = count() on n step 1 by k | sort by k asc`
    expect(rowsOf(text)).toEqual([
      ['a', [1, 0, 1], [1, 2, 3]],
      ['b', [1], [7]],
    ])
  })

  it('has its end in range(…)', () => {
    const text = 'range n from 1 to 9 step 1 | make-series c = count() on n in range(2, 6, 2)'
    expect(rowsOf(text)).toEqual([
      [
        [2, 2, 2],
        [2, 4, 6],
      ],
    ])
  })
})

describe('rows before and after', () => {
  it('row_cumsum, by Microsoft’s own examples', () => {
    expect(rowsOf('range a from 1 to 10 step 1 | where a % 2 == 0 | serialize cs = row_cumsum(a)')).toEqual([
      ...[
        [2, 2],
        [4, 6],
        [6, 12],
        [8, 20],
        [10, 30],
      ],
    ])
    const salaries = `datatable(name:string, month:int, salary:long)['Alice', 1, 1000, 'Bob', 1, 1000, 'Alice', 2, 2000,
      'Bob', 2, 1950, 'Alice', 3, 1400, 'Bob', 3, 1450]
      | order by name asc, month asc | extend total = row_cumsum(salary, name != prev(name)) | project total`
    expect(rowsOf(salaries).flat()).toEqual([1000, 3000, 4400, 1000, 2950, 4400])
  })

  it('row_number counts from 1, or from what is named, and anew', () => {
    const rows = 'range a from 1 to 4 step 1 | sort by a desc'
    expect(rowsOf(`${rows} | extend n = row_number()`).map(([, n]) => n)).toEqual([1, 2, 3, 4])
    expect(rowsOf(`${rows} | extend n = row_number(0, a == 2)`).map(([, n]) => n)).toEqual([0, 1, 0, 1])
  })

  it('prev and next are null, or the default, at the ends', () => {
    const text =
      'range a from 1 to 3 step 1 | extend p = prev(a), n = next(a, 1, 0), s = prev(strcat("x", a))'
    expect(rowsOf(text)).toEqual([
      [1, null, 2, ''],
      [2, 1, 3, 'x1'],
      [3, 2, 0, 'x2'],
    ])
  })
})

describe('parse', () => {
  const trace = (slice: string) =>
    `print EventText = "Event: NotifySliceRelease (resourceName=PipelineScheduler, totalSlices=${slice}, sliceNumber=23, lockTime=02)"`

  it.each([
    ['simple', '27', [['PipelineScheduler', 27, 23]]],
    ['simple', 'invalid', [['', null, null]]],
    ['relaxed', 'invalid', [['PipelineScheduler', null, 23]]],
  ])('kind=%s of %s', (kind, slice, rows) => {
    const pattern = '* "resourceName=" name ", totalSlices=" slices:long * "sliceNumber=" number:long *'
    const text = `${trace(slice)} | parse kind=${kind} EventText with ${pattern} | project name, slices, number`
    expect(rowsOf(text)).toEqual(rows)
  })

  it('takes an address apart', () => {
    const text = `print Contacts = "Event: LeadContact (email=abi@fourthcoffee.com, Website=https:www.fourthcoffee.com)"
      | parse Contacts with * "email=" alias:string "@" domain:string ", Website=https:" site:string ")"
      | project alias, domain, site`
    expect(rowsOf(text)).toEqual([['abi', 'fourthcoffee.com', 'www.fourthcoffee.com']])
  })

  it('drops what does not match as parse-where, and reads expressions as kind=regex', () => {
    const rows = `datatable(t:string)['a=1', 'b', 'a=x']`
    expect(rowsOf(`${rows} | parse-where t with 'a=' n:long | project n`)).toEqual([[1]])
    expect(rowsOf(`${rows} | parse kind=regex t with '[a-z](=|)' rest | project rest`)).toEqual([
      ['1'],
      [''],
      ['x'],
    ])
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
