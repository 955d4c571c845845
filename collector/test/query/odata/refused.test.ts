import { describe, expect, it } from 'vitest'
import { type ODataOptions, parseOdata } from '../../../src/query/odata/parse-odata.ts'
import { isQueryError } from '../../../src/query/query-error.ts'

const functions =
  'contains, startswith, endswith, tolower, toupper, trim, concat, length, indexof, substring, matchespattern, cast, floor, ceiling, round, date, year, month, day, hour, minute, second, fractionalseconds'

/** What is said, and the text from where it is said of. */
function refusalOf(options: ODataOptions): readonly [message: string, rest: string | undefined] {
  try {
    parseOdata(options)
  } catch (error) {
    if (!isQueryError(error)) throw error
    const text = options.filter ?? options.orderby
    return [error.message, error.at === undefined ? undefined : text?.slice(error.at)]
  }
  throw new Error('it was not refused')
}

describe('a filter that is refused names what is wrong, and where', () => {
  it.each([
    ['Visits gt 1', 'there is no field Visits; write Payload.Visits for what a payload holds', 'Visits gt 1'],
    [
      'a eq 1 and Visits gt 1',
      'there is no field a; write Payload.a for what a payload holds',
      'a eq 1 and Visits gt 1',
    ],
    ["eventType eq 'a'", 'there is no field eventType; it is written EventType', "eventType eq 'a'"],
    [
      '__proto__ eq 1',
      'there is no field __proto__; write Payload.__proto__ for what a payload holds',
      '__proto__ eq 1',
    ],
    ["EventType.a eq 'b'", 'EventType holds a text; nothing is inside it', "EventType.a eq 'b'"],
    [
      "Payload..a eq 'b'",
      'the path Payload..a cannot be read; write it as Payload.items[0].name',
      "..a eq 'b'",
    ],
    ['EventTime gt yesterday', 'yesterday is no time; write it as 2019-01-01T00:00:00Z', 'yesterday'],
    ['EventTime eq EventType', 'EventTime and EventType are of different types', 'eq EventType'],
    [
      "reverse(Value) eq 'A'",
      `reverse is not supported; functions are ${functions}`,
      "reverse(Value) eq 'A'",
    ],
    [
      "substringof('a', City) eq true",
      'substringof is not supported; write contains, with the text first',
      "substringof('a', City) eq true",
    ],
    ['EventTime gt now()', 'now is not supported; write the time itself, as 2019-01-01T00:00:00Z', 'now()'],
    ['Payload.tags/none(1) eq 1', 'Payload.tags/none is not supported', 'Payload.tags/none(1) eq 1'],
    ['contains(Value)', 'contains takes two values', 'contains(Value)'],
    ["contains(EventTime, '2')", 'contains takes texts, and EventTime is none', "EventTime, '2')"],
    ['substring(Value) eq 1', 'substring takes two values or three values', 'substring(Value) eq 1'],
    ["substring(Value, 'a') eq 'b'", 'substring takes a whole number here, and a is none', "'a') eq 'b'"],
    ['year(Value) eq 2026', 'year takes a time, and Value is none', 'Value) eq 2026'],
    ['round(Value) eq 1', 'round takes a number, and Value is none', 'Value) eq 1'],
    ["length(Value) eq 'a'", 'length must be compared with a number', "'a'"],
    ['Payload.a add eq 2', 'expected a field or a value, found eq', 'eq 2'],
    ["Value has 'a'", 'has is not supported', "has 'a'"],
    ["City ne 'a', 'b'", 'ne takes one value; write not (… in (…)) for none of several', "'b'"],
    ["City gt 'a', 'b'", 'gt takes one value', "'b'"],
    ["DeviceId eq guid'a'", "guid'…' is not supported; write the text in quotes alone", "guid'a'"],
    ["Value eq 'a", 'a quote is left open', "'a"],
    ['Value eq', 'expected a field or a value, found the end', ''],
    ['Value eq and', 'expected a field or a value, found and', 'and'],
    ["Value 'a'", 'expected eq, ne, gt, ge, lt, le or in, found a', "'a'"],
    ['(Value eq a', 'expected and, or or ), found the end', ''],
    ['Value eq a)', 'expected and, or or the end, found )', ')'],
    ["Value in 'a'", "expected ( after in, as in ('a', 'b'), found a", "'a'"],
    ['Value', 'Value must be compared, as with eq', 'Value'],
    ['1 eq 2', 'a comparison needs a field', 'eq 2'],
    ["contains(Value, 'a') eq 1", 'contains must be compared with true or false', '1'],
    ["Payload/a eq ['x']", 'a list in [ ] stands behind in, and nowhere else', "['x']"],
    ["contains(Payload/a, ['x'])", 'a list in [ ] stands behind in, and nowhere else', "['x'])"],
    ['Value in [1, 2', 'a list in [ ] is left open; a text must be in quotes', '[1, 2'],
    ['Value in [["a"]]', 'a list in [ ] must be a list of texts, numbers, true, false or null', '[["a"]]'],
    ['Payload/a eq {"b": 1}', 'objects in { } are not supported; a text must be in quotes', '{"b": 1}'],
    ['Payload/a eq {}', 'objects in { } are not supported; a text must be in quotes', '{}'],
    ['Payload/a eq $it', 'a text that begins with $ must be in quotes', '$it'],
    [
      'Shop.Best(of=1, "x" : 2) eq 1',
      `Shop.Best is not supported; functions are ${functions}`,
      'Shop.Best(of=1, "x" : 2) eq 1',
    ],
    [
      'Payload/a gt 2014/11/08',
      '2014/11/08 is no number and no time; a text must be in quotes',
      '2014/11/08',
    ],
    ['Payload/a gt €5', '€5 is no number and no time; a text must be in quotes', '€5'],
    ['Payload/a eq −5', '−5 is no number; write it as 0.5, or a text in quotes', '−5'],
    ['City eq ‘Rome’', `quotes are ' or ", and ‘ is none of them`, '‘Rome’'],
    ['Payload/a lt inf', 'inf is written INF', 'inf'],
    ['Payload/a lt Infinity', 'Infinity is written INF', 'Infinity'],
    ['Payload/a gt -infinity', '-infinity is written -INF', '-infinity'],
    ['Payload/a eq undefined', 'undefined is no value; write null, or a text in quotes', 'undefined'],
  ])('%s', (filter, message, rest) => {
    expect(refusalOf({ filter })).toEqual([`$filter: ${message}`, rest])
  })

  it.each(['('.repeat(10_000), 'not '.repeat(10_000), 'tolower('.repeat(8000)])(
    'however deep it is',
    (filter) => {
      expect(refusalOf({ filter })[0]).toBe('$filter: at most 64 brackets within each other are allowed')
    },
  )

  it('however long it is', () => {
    expect(refusalOf({ filter: 'a'.repeat(70_000) })[0]).toBe('$filter: at most 65536 characters are read')
  })
})

describe('an order that is refused', () => {
  it.each([
    ['Visits', '$orderby: there is no field Visits; write Payload.Visits for what a payload holds', 'Visits'],
    ['EventTime down', '$orderby: expected asc, desc, a comma or the end, found down', 'down'],
    ['EventTime desc,', '$orderby: expected a field, found the end', ''],
    ["contains(Value, 'a')", '$orderby: contains is no order', "contains(Value, 'a')"],
    ["'a'", '$orderby: a is no order', "'a'"],
    ['Payload/a gt 1', '$orderby: expected asc, desc, a comma or the end, found gt', 'gt 1'],
    ['EventTime,,Value', '$orderby: expected a field or a value, found ,', ',Value'],
    ['reverse(Value)', `$orderby: reverse is not supported; functions are ${functions}`, 'reverse(Value)'],
  ])('%s', (orderby, message, rest) => {
    expect(refusalOf({ orderby })).toEqual([message, rest])
  })
})

describe('a window', () => {
  it.each([
    [{}, { count: 100, skip: 0 }],
    [
      { skip: '', top: '' },
      { count: 100, skip: 0 },
    ],
    [{ top: '9999' }, { count: 9999, skip: 0 }],
    [{ skip: '9899' }, { count: 100, skip: 9899 }],
    [
      { skip: '0', top: '0' },
      { count: 0, skip: 0 },
    ],
  ])('%j', (options, window) => {
    expect(parseOdata(options)).toEqual([{ kind: 'take', ...window }])
  })

  it.each([
    [{ top: '10000' }, '$skip and $top must add up to less than 10000'],
    [{ skip: '9900' }, '$skip and $top must add up to less than 10000'],
    [{ skip: '-1' }, '$skip must be a whole number from 0 to 9999'],
    [{ top: '1.5' }, '$top must be a whole number from 0 to 9999'],
    [{ top: '1e3' }, '$top must be a whole number from 0 to 9999'],
    [{ top: '9'.repeat(400) }, '$top must be a whole number from 0 to 9999'],
  ])('%j is refused', (options, message) => {
    expect(refusalOf(options)[0]).toBe(message)
  })
})

it('orders by several keys, ascending where nothing is said, with what is missing below everything', () => {
  const orderby =
    'EventType desc,Payload/price, tolower(City) ASC,(Payload/a add 1) mul 2 desc,-Payload/b, indexof(City, @x)'
  const [step] = parseOdata({ orderby, '@x': "'o'" })
  expect(step).toMatchObject({
    kind: 'sort',
    orders: [
      { by: { name: 'EventType' }, isDescending: true, nulls: 'last' },
      { by: { kind: 'path', keys: ['price'] }, isDescending: false, nulls: 'first' },
      { by: { kind: 'call', name: 'toLower' }, isDescending: false, nulls: 'first' },
      { by: { kind: 'call', name: 'multiply' }, isDescending: true, nulls: 'last' },
      { by: { kind: 'call', name: 'negate' }, isDescending: false, nulls: 'first' },
      { by: { kind: 'call', name: 'indexOf' }, isDescending: false, nulls: 'first' },
    ],
  })
})
