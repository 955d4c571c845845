import { describe, expect, it } from 'vitest'
import { rowsOf } from './support/rows-of.ts'

/** Values of rows that Microsoft's pages show, and what follows from what they say. */

describe('range', () => {
  it('counts from the first to the last', () => {
    expect(rowsOf('print range(1, 8, 3), range(1, 3), range(1h, 5h), range(3, 1)')).toEqual([
      [[1, 4, 7], [1, 2, 3], ['01:00:00', '02:00:00', '03:00:00', '04:00:00', '05:00:00'], []],
    ])
    const [[days] = []] = rowsOf('print range(datetime(2007-01-01), datetime(2007-12-31), 1d)')
    expect(days).toHaveLength(365)
    expect((days as string[])[364]).toBe('2007-12-31T00:00:00.0000000Z')
  })

  it('has 1,048,576 values at most', () => {
    expect(rowsOf('print r = range(1, 1000000000) | project array_length(r)')).toEqual([[1_048_576]])
  })
})

it('getschema tells of each column what Kusto calls it', () => {
  const table = 'datatable(StartTime:datetime, State:string, BeginLat:real, StormSummary:dynamic, N:long)[]'
  expect(rowsOf(`${table} | getschema`)).toEqual([
    ['StartTime', 0, 'System.DateTime', 'datetime'],
    ['State', 1, 'System.String', 'string'],
    ['BeginLat', 2, 'System.Double', 'real'],
    ['StormSummary', 3, 'System.Object', 'dynamic'],
    ['N', 4, 'System.Int64', 'long'],
  ])
})

describe('sets that are kept', () => {
  it('intersect as documented', () => {
    const text = `range x from 1 to 100 step 1
      | extend isEven = (x % 2 == 0), isMod3 = (x % 3 == 0), isMod5 = (x % 5 == 0)
      | summarize hll_even = hll(iif(isEven, x, 0), 2), hll_mod3 = hll(iif(isMod3, x, 0), 2), hll_mod5 = hll(iif(isMod5, x, 0), 2)
      | evaluate dcount_intersect(hll_even, hll_mod3, hll_mod5)
      | project evenNumbers = s0 - 1, even_and_mod3 = s1 - 1, even_and_mod3_and_mod5 = s2 - 1`
    expect(rowsOf(text)).toEqual([[50, 16, 3]])
  })

  it('give the visitors of any seven days, one day after the other', () => {
    const visits = `datatable(Day:datetime, Visitor:string)[
      datetime(2026-01-01), 'a', datetime(2026-01-01), 'b', datetime(2026-01-05), 'a', datetime(2026-01-08), 'c']`
    const text = `let sets = ${visits} | summarize Seen = hll(Visitor) by Of = bin(Day, 1d);
      range Day from datetime(2026-01-07) to datetime(2026-01-09) step 1d
      | extend Back = range(0d, 6d, 1d) | mv-expand Back | extend Of = Day - totimespan(Back)
      | join kind=inner sets on Of | summarize Seen = hll_merge(Seen) by Day
      | project Day, Visitors = dcount_hll(Seen) | sort by Day asc`
    expect(rowsOf(text).map(([, visitors]) => visitors)).toEqual([2, 2, 2])
  })

  it('are empty of nothing', () => {
    const text =
      'datatable(x:string)[] | summarize s = hll(x) | summarize hll_merge(s) | project dcount_hll(hll_merge_s)'
    expect(rowsOf(text)).toEqual([[0]])
  })
})

it('a set of lists is of what is in them', () => {
  const rows =
    "datatable(Arr:dynamic)[dynamic(['A1', 'A2', 'A3']), dynamic(['A2', 'C1']), dynamic('C2'), dynamic(null), dynamic(1), dynamic({'a': 1})]"
  const [[set, list] = []] = rowsOf(`${rows} | summarize make_set(Arr), make_list(Arr)`)
  expect(set).toEqual(['A1', 'A2', 'A3', 'C1', 'C2', 1, { a: 1 }])
  expect(list).toHaveLength(5)
  expect(
    rowsOf(`${rows} | summarize s = make_set_if(Arr, isnotnull(Arr[1])) | project array_length(s)`),
  ).toEqual([[4]])
})

it('old names give 128 values where no size stands there', () => {
  const text =
    'range x from 1 to 200 step 1 | summarize a = makelist(x), b = makeset(x), c = makelist(x, 150), d = make_list(x)'
  expect(
    rowsOf(`${text} | project array_length(a), array_length(b), array_length(c), array_length(d)`),
  ).toEqual([[128, 128, 150, 200]])
})

it('replace has its text last', () => {
  expect(rowsOf(`print replace(@'is (\\d+)', @'was \\1', 'Number is 5')`)).toEqual([['Number was 5']])
})

describe('values in summarize that are of no row', () => {
  const rows = "datatable(k:string)['a', 'b', 'a']"

  it('stand in each row that comes out', () => {
    expect(rowsOf(`${rows} | summarize Step = 'all', Users = dcount(k)`)).toEqual([['all', 2]])
    expect(rowsOf(`${rows} | summarize One = 1 by k | sort by k asc`)).toEqual([
      ['a', 1],
      ['b', 1],
    ])
  })

  it('make one row of none', () => {
    expect(rowsOf(`${rows} | take 0 | summarize One = 1`)).toEqual([[1]])
    expect(rowsOf(`${rows} | take 0 | summarize One = 1 by k`)).toEqual([])
  })

  it('may be what another query gives', () => {
    const text = `let all = toscalar(${rows} | count); ${rows} | where k == 'a' | summarize Share = round(100.0 * count() / all, 1), Of = all`
    expect(rowsOf(text)).toEqual([[66.7, 3]])
  })
})

describe('lists that in looks into', () => {
  it('may be empty, and of several types', () => {
    const text = `let none = dynamic([]); let mixed = dynamic(['a', 1, true]);
      print 'a' in (none), 'a' !in (none), 'a' in (mixed), '1' in (mixed), 1 in (mixed), true in (mixed)`
    expect(rowsOf(text)).toEqual([[false, true, true, false, true, true]])
  })

  it('may be computed, of a query or of the row', () => {
    const names = "datatable(name:string)['a', 'b', 'c']"
    const text = `let top = toscalar(${names} | take 2 | summarize make_list(name)); ${names} | project name in (top), name !in (top), name in (split('b,c', ','))`
    expect(rowsOf(text)).toEqual([
      [true, false, false],
      [true, false, true],
      [false, true, true],
    ])
  })

  it('may have lists in them, which are one with it', () => {
    const nested = 'dynamic([1, [2, ["a", []]]])'
    const text = `let x = ${nested}; datatable(list:dynamic)[${nested}, dynamic('a'), dynamic(null)]
      | project 2 in (x), 3 in (x), 'a' in (x), 2 in (list), 3 in (list), 'a' in (list), 1 in (${nested})`
    expect(rowsOf(text)).toEqual([
      [true, false, true, true, false, true, true],
      [true, false, true, false, false, true, true],
      [true, false, true, false, false, false, true],
    ])
  })

  it('may be rows of lists', () => {
    const lists = "datatable(x:dynamic)[dynamic(['a', 1]), dynamic('b'), dynamic(2), dynamic(null)]"
    const text = `let lists = ${lists}; print 'a' in (lists), 'b' in (lists), '1' in (lists), '' in (lists), 1 in (lists), 2 in (lists), 3 !in (lists)`
    expect(rowsOf(text)).toEqual([[true, true, false, false, true, true, true]])
  })
})

it('parts may be named by a place that is computed', () => {
  const text = `print parts = split('a-b-c', '-'), bag = dynamic({"x": [1, 2]})
    | project parts[array_length(parts) - 1], parts[-array_length(parts)], parts[array_length(parts)], parts[toint('x')], bag[strlen('a')], bag.x[strlen('a')]`
  expect(rowsOf(text)).toEqual([['c', 'a', null, null, null, 2]])
})

it('parts of a value that let has named are what is in it', () => {
  const text = `let row = dynamic({"Id": "a", "Kind": {"n": [1, 2.50]}}); print row.Id, row.Kind.n[1], row.Missing, tostring(row['Kind'])`
  expect(rowsOf(text)).toEqual([['a', 2.5, null, '{"n":[1,2.50]}']])
})

it('JSON in texts in JSON is read as deep as it goes', () => {
  let value = '{"x":"found"}'
  let text = 'Value'
  for (let depth = 0; depth < 6; depth += 1) {
    value = JSON.stringify({ inner: [value], n: depth })
    text = `tostring(parse_json(${text}).inner[0])`
  }
  const query = `datatable(Value:string)[${JSON.stringify(value)}, 'none', ''] | project parse_json(${text}).x, tobool(isempty(${text}))`
  expect(rowsOf(query)).toEqual([
    ['found', false],
    [null, true],
    [null, true],
  ])
})

it('narrow has a row of each value', () => {
  const text =
    "datatable(City:string, N:long, T:datetime)['Rome', 1, datetime(2026-01-01), '', long(null), datetime(null)] | serialize | evaluate narrow() | sort by Row asc, Column asc"
  expect(rowsOf(text)).toEqual([
    [0, 'City', 'Rome'],
    [0, 'N', '1'],
    [0, 'T', '2026-01-01T00:00:00.0000000Z'],
    [1, 'City', ''],
    [1, 'N', ''],
    [1, 'T', ''],
  ])
})

it('what is infinite or no number may be written', () => {
  expect(rowsOf('print real(+inf), real(-inf), real(nan), isinf(real(inf)), 5 < real(+inf)')).toEqual([
    ['Infinity', '-Infinity', 'NaN', true, true],
  ])
})

it('a column may begin with a digit', () => {
  expect(
    rowsOf(
      'range x from 1 to 20 step 1 | summarize 95th = percentile(x, 95), 4xx = countif(x > 15) | project 4xx, 95th',
    ),
  ).toEqual([[5, 19]])
})

it('one name is that of the first column', () => {
  const rows = "datatable(a:string, b:long)['x', 1]"
  expect(rowsOf(`${rows} | summarize One = take_any(a, b) | project One, b`)).toEqual([['x', 1]])
  expect(rowsOf(`${rows} | summarize One = percentiles(b, 50, 90) | project One, percentile_b_90`)).toEqual([
    [1, 1],
  ])
  expect(rowsOf(`${rows} | summarize any(a), any(b) | project any_a, any_b`)).toEqual([['x', 1]])
})

describe('parse, as its page shows it', () => {
  const trace = (time: string) =>
    `datatable(t:string)['Slice (name=Scheduler, total=27, lock=02/17/2016 08:40:0${time}, release=02/17/2016 08:40:0${time}, last=02/17/2016 08:39:00)']`

  it('reads times whose month comes first', () => {
    const pattern =
      '* "total=" total:long * "lock=" lock ", release=" release:date "," * "last=" prior:datetime ")" *'
    expect(rowsOf(`${trace('1')} | parse t with ${pattern} | project total, lock, release, prior`)).toEqual([
      [27, '02/17/2016 08:40:01', '2016-02-17T08:40:01.0000000Z', '2016-02-17T08:39:00.0000000Z'],
    ])
    const times = "datatable(t:string)['11/8/2014', '13/01/2016', '2/30/2016']"
    expect(rowsOf(`${times} | project todatetime(t)`)).toEqual([
      ['2014-11-08T00:00:00.0000000Z'],
      [null],
      [null],
    ])
  })

  it('gives a text of an expression as much as it can take', () => {
    const regex = (pattern: string) => rowsOf(`${trace('1')} | parse kind=regex t with ${pattern}`)
    expect(regex('* "name=" name \',\' * | project name')).toEqual([
      ['Scheduler, total=27, lock=02/17/2016 08:40:01, release=02/17/2016 08:40:01'],
    ])
    const pattern =
      '"(.*?)[a-zA-Z]*=" name @", total=\\s*\\d+\\s*.*?lock=" lock ".*?release=" release ".*?last=" prior:date "\\\\)"'
    expect(regex(`${pattern} | project name, lock, release, prior`)).toEqual([
      ['Scheduler', '02/17/2016 08:40:01, ', '02/17/2016 08:40:01, ', '2016-02-17T08:39:00.0000000Z'],
    ])
    expect(
      regex(
        '* "name=" name:string "(.*?)total=" total:long "(.*?)lock=" lock:datetime "(.*?)last=" prior:datetime "\\\\)" | project name, total, lock, prior',
      ),
    ).toEqual([['Scheduler, ', 27, '2016-02-17T08:40:01.0000000Z', '2016-02-17T08:39:00.0000000Z']])
  })
})

it('of nothing the variance and the deviation of a sample are 0', () => {
  const text =
    'datatable(x:long)[] | summarize avg(x), max(x), min(x), percentile(x, 55), stdev(x), sum(x), sumif(x, x > 0), variance(x), varianceif(x, x > 1)'
  expect(rowsOf(text)).toEqual([['NaN', null, null, null, 0, 0, 0, 0, 0]])
})

it('as names the rows of a part of union', () => {
  const text =
    'union withsource=TableName (range x from 1 to 2 step 1 | as T1), (range x from 1 to 1 step 1 | as T2) | sort by TableName asc, x asc'
  expect(rowsOf(text)).toEqual([
    ['T1', 1],
    ['T1', 2],
    ['T2', 1],
  ])
})
