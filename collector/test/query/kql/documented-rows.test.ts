import { describe, expect, it } from 'vitest'
import { columnsOf, rowsOf } from './support/rows-of.ts'

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

  it('row_window_session begins anew after so long, after a gap, and where it is to', () => {
    const rows = `datatable(ID:string, Timestamp:datetime)['1', datetime(2024-04-11 10:00), '2', datetime(2024-04-11 10:18),
      '1', datetime(2024-04-11 11:00), '3', datetime(2024-04-11 11:30), '2', datetime(2024-04-11 13:30),
      '2', datetime(2024-04-11 10:16)] | sort by ID asc, Timestamp asc`
    const starts = (session: string) =>
      rowsOf(`${rows} | project s = format_datetime(${session}, 'HH:mm')`).flat()
    expect(starts('row_window_session(Timestamp, 1h, 5m, ID != prev(ID))')).toEqual([
      ...['10:00', '11:00', '10:16', '10:16', '13:30', '11:30'],
    ])
    const near = 'range t from datetime(2024-04-11) to datetime(2024-04-11 00:12) step 3m'
    const minutes = (session: string) =>
      rowsOf(`${near} | project s = datetime_part('minute', ${session})`).flat()
    // What equals a distance exceeds it.
    expect(minutes('row_window_session(t, 6m, 1h)')).toEqual([0, 0, 6, 6, 12])
    expect(minutes('row_window_session(t, 1h, 3m)')).toEqual([0, 3, 6, 9, 12])
    const gaps = 'row_window_session(iff(t == datetime(2024-04-11 00:03), datetime(null), t), 1h, 10m)'
    expect(minutes(gaps)).toEqual([0, null, 6, 6, 6])
  })

  it('row_rank_dense counts values that differ from the one before', () => {
    const rows = `datatable(Airport:string, n:int)['SEA', 1, 'SEA', 1, 'LAX', 1, 'LAX', 2, 'SFO', 2] | serialize`
    expect(rowsOf(`${rows} | project row_rank_dense(Airport)`).flat()).toEqual([1, 1, 2, 2, 3])
    expect(rowsOf(`${rows} | project row_rank_dense(Airport, n != prev(n))`).flat()).toEqual([1, 1, 2, 1, 2])
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

describe('top-nested', () => {
  const storms = `datatable(State:string, Source:string, Place:string, n:long)['KS', 'Spotter', 'Sharon', 3,
    'KS', 'Spotter', 'Protection', 4, 'KS', 'Public', 'Salina', 5, 'KS', 'Law', 'Russell', 1, 'TX', 'Law', 'Amarillo', 4,
    'TX', 'Public', 'Dallas', 2, 'TX', 'Public', '', 1, 'IA', 'Law', 'Ames', 2]`
  const rows = (text: string) => rowsOf(`${storms} | ${text}`).toSorted()

  it('gives the first groups, and in each its own first groups', () => {
    const two = 'top-nested 2 of State by sum(n), top-nested 2 of Source by sum(n)'
    expect(rows(`${two}, top-nested 1 of Place by sum(n)`)).toEqual([
      ['KS', 13, 'Public', 5, 'Salina', 5],
      ['KS', 13, 'Spotter', 7, 'Protection', 4],
      ['TX', 7, 'Law', 4, 'Amarillo', 4],
      ['TX', 7, 'Public', 3, 'Dallas', 2],
    ])
    expect(columnsOf(`${storms} | ${two}`)).toEqual([
      'State',
      'aggregated_State',
      'Source',
      'aggregated_Source',
    ])
  })

  it('takes all groups without a number, the last ones by asc, and what is null as a group', () => {
    const least = 'top-nested 1 of Least = iff(n > 1, n, long(null)) by Rows = count() asc'
    expect(rows(`top-nested of Source by count(), ${least}`)).toEqual([
      ['Law', 3, null, 1],
      ['Public', 3, null, 1],
      ['Spotter', 2, 3, 1],
    ])
  })

  it('names what it does not take', () => {
    const refusal = (text: string) => () => rowsOf(`Events | top-nested ${text}`)
    expect(refusal(`3 of City with others = 'x' by count()`)).toThrow(
      'with others is not supported in top-nested',
    )
    expect(refusal('3 of hourofday(EventTime) by count()')).toThrow('top-nested needs a name for this column')
    expect(refusal('3 of City by make_list(City)')).toThrow(
      'top-nested takes an aggregate that gives one value',
    )
  })
})

describe('mv-apply', () => {
  const data = 'range x from 1 to 8 step 1 | summarize l = make_list(x) by xMod2 = x % 2'
  const rows = (text: string) => rowsOf(`${data} | mv-apply ${text} | sort by xMod2 desc`)
  const [odd, even] = [
    [1, 3, 5, 7],
    [2, 4, 6, 8],
  ]

  it('takes the elements of each row through operators by themselves', () => {
    expect(rows('element = l to typeof(long) on (top 1 by element)')).toEqual([
      [1, odd, 7],
      [0, even, 8],
    ])
    expect(rows('element = l to typeof(long) on (top 2 by element | summarize s = sum(element))')).toEqual([
      [1, odd, 12],
      [0, even, 14],
    ])
    expect(
      rows(
        'with_itemindex=at e = l to typeof(long) limit 3 on (summarize Count = countif(e > 2) | extend c = Count * 10)',
      ),
    ).toEqual([
      [1, odd, 2, 20],
      [0, even, 2, 20],
    ])
    const running =
      'l to typeof(long) on (sort by l desc | extend s = row_cumsum(l), n = row_number(), p = prev(l) | where n == 3)'
    expect(rows(running)).toEqual([
      [1, 3, 15, 3, 5],
      [0, 4, 18, 3, 6],
    ])
  })

  it('groups within a row, and within what stands in it', () => {
    const orders = `datatable(n:long, d:dynamic)[1, dynamic([{"a":"x","t":[1,2]},{"a":"x","t":[5]},{"a":"y","t":[]}]),
      2, dynamic([{"a":"x","t":[3]}]), 3, dynamic([]), 4, dynamic(null)]`
    expect(
      rowsOf(
        `${orders} | mv-apply o = d on (summarize c = count() by a = tostring(o.a)) | project n, a, c`,
      ).toSorted(),
    ).toEqual([
      [1, 'x', 2],
      [1, 'y', 1],
      [2, 'x', 1],
      [4, '', 1],
    ])
    const nested = `mv-apply o = d on (extend a = tostring(o.a) | mv-apply t = o.t to typeof(long) on (summarize s = sum(t)) | project a, s)`
    expect(rowsOf(`${orders} | ${nested} | project n, a, s`).toSorted()).toEqual([
      [1, 'x', 3],
      [1, 'x', 5],
      [2, 'x', 3],
      [4, '', 0],
    ])
  })

  it('names what does not stand in it', () => {
    const refusal = (body: string) => () => rowsOf(`${data} | mv-apply e = l on (${body})`)
    expect(refusal('join (Events) on City')).toThrow('there is no column City on the left')
    expect(refusal('take 1 | as T | take 1')).toThrow('another table is not supported in mv-apply')
    expect(refusal('sample 1')).toThrow('sample is not supported in mv-apply')
    expect(refusal('where xMod2 > 1 | count')).toThrow(
      'summarize without by is not supported in mv-apply behind where and mv-expand',
    )
    expect(refusal('')).toThrow('an operator is expected in ( )')
    expect(refusal('take 1 | render table')).toThrow('render stands at the end of the whole query')
    expect(() => rowsOf(`${data} | mv-apply e = l on (sort by e.a) | extend p = prev(xMod2)`)).toThrow()
  })
})

describe('partition', () => {
  const rows = (text: string) =>
    rowsOf(
      `range x from 1 to 7 step 1 | extend k = iff(x == 7, long(null), x % 3) | partition ${text}`,
    ).toSorted()

  it('takes the rows of each value through operators by themselves, also those of null', () => {
    expect(rows('by k (top 1 by x | project k, x)')).toEqual([
      [null, 7],
      [0, 6],
      [1, 4],
      [2, 5],
    ])
    expect(rows('hint.strategy=native by k (summarize s = sum(x))')).toEqual(
      [[5], [6 + 3], [7], [7]].toSorted(),
    )
    expect(
      rows('by k (sort by x asc | extend n = row_number(), p = prev(x) | where n == 2 | project x, p)'),
    ).toEqual([
      [4, 1],
      [5, 2],
      [6, 3],
    ])
    expect(rows('by k (where x > 4 | distinct k)')).toEqual([[null], [0], [2]])
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
