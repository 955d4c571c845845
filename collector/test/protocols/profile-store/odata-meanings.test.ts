import { describe, expect, it } from 'vitest'
import { withKey } from '../../support/profile-store.ts'
import { asking, event } from '../../support/track-events.ts'

/** What OData clients write that was read as something else, without a word. */
const events = [
  {
    ...event,
    trackId: 'a',
    value: 'a',
    city: 'Rome',
    payload: {
      Price: 2.55,
      Completed: true,
      tags: ['x', 'y'],
      content: '163204',
      text: 'NULL',
      d: 'Sat, 8 Nov 2014 15:05:02 GMT',
    },
  },
  {
    ...event,
    trackId: 'b',
    value: 'b',
    city: '',
    payload: { Price: 10, Completed: false, tags: [], content: 163204 },
  },
  { ...event, trackId: 'c', value: 'c', city: 'Berlin', payload: {} },
]

/** Options, and which of the events they find, in the order of the answer; of a refusal its target and message. */
type Cases = readonly (readonly [options: Record<string, string>, answer: string])[]

/** Asks all of one collector. */
async function expectAnswers(cases: Cases, common: Record<string, string> = {}): Promise<void> {
  const { write, get } = await asking()
  await write(events)
  const answers: (readonly [Record<string, string>, string])[] = []
  for (const [options] of cases) {
    const { status, body } = await get({ ...options, ...common })
    const found = () => body.items.map(({ TrackId }) => TrackId).join('')
    answers.push([options, status === 200 ? found() : `${body.error.target}: ${body.error.message}`])
  }
  expect(answers).toEqual(cases)
}

const inOrder = { $orderby: 'Value' }
const filters = (cases: readonly (readonly [filter: string, answer: string])[]): Cases =>
  cases.map(([$filter, answer]) => [{ $filter }, answer])
const refusedFilters = (cases: readonly (readonly [filter: string, message: string])[]): Cases =>
  filters(cases.map(([filter, message]) => [filter, `$filter: $filter: ${message}`]))

describe('an option', () => {
  it('may stand without its $', async () => {
    await expectAnswers([
      [{ filter: "Value eq 'a'" }, 'a'],
      [{ Filter: "Value eq 'a'" }, 'a'],
      [{ orderby: 'Value desc', top: '1' }, 'c'],
      [{ $orderBy: 'Value', skip: '1', $top: '1' }, 'b'],
      [{ filter: "Value eq 'a'", _: '17', 'api-version': '2' }, 'a'],
    ])
  })

  it('that is none is refused by its name', async () => {
    const slips = ['order_by', '_filter', 'filter[City]', 'amp;$top', 'amp;top', ' $filter', 'x$y']
    const names = ['expand', '$Search', 'limit', 'fliter', '$', '$apply', '@', '@a.b', ...slips]
    const message = (name: string) =>
      `${name}: ${name} is not supported; options are $filter, $orderby, $skip, $top, $select, $count`
    await expectAnswers(names.map((name) => [{ [name]: '1' }, message(name)]))
  })

  it('is refused where it is there twice, with and without $', async () => {
    await expectAnswers([[{ $top: '1', top: '2' }, '$top: $top is there twice']])
  })
})

it('takes a plus for what who wrote it means: a blank, or a plus where blanks are %20', async () => {
  const { url, write } = await asking()
  await write([
    { ...event, trackId: 'plus', value: 'a+b' },
    { ...event, trackId: 'blank', value: 'a b' },
  ])
  const found = async (query: string) => {
    const response = await fetch(`${url}/api/v2.0/TrackEvents?${query}`, { headers: withKey })
    return ((await response.json()) as { items: { TrackId: string }[] }).items.map(({ TrackId }) => TrackId)
  }
  expect(await found("$filter=Value%20eq%20'a+b'")).toEqual(['plus'])
  expect(await found("$filter=Value%20eq%20'a%2Bb'")).toEqual(['plus'])
  expect(await found("$filter=Value+eq+'a+b'&$orderby=EventTime%20desc")).toEqual(['blank'])
  expect(await found("$filter=Value+eq+'a%2Bb'")).toEqual(['plus'])
  expect(await found('$orderby=Value+desc')).toEqual(['plus', 'blank'])
  expect(await found('$filter=EventTime%20lt%202017-09-15T09:16:34+02:00')).toEqual([])
  expect(await found('$filter=EventTime%20lt%202017-09-15T09:16:35+02:00')).toHaveLength(2)
})

describe('an alias', () => {
  it('stands for its value', async () => {
    await expectAnswers(
      [
        [{ $filter: 'Value eq @v', '@v': "'a'" }, 'a'],
        [{ $filter: '@v eq Value', '@v': "'b'" }, 'b'],
        [{ $filter: 'Payload/Price gt @p and Value ne @v', '@p': '2', '@v': "'b'" }, 'a'],
        [{ $filter: 'Value in @all', '@all': "('a','c')" }, 'ac'],
        [{ $filter: 'Value in @all', '@all': '["a", "c"]' }, 'ac'],
        [{ $filter: 'Value in @all', '@all': '[]' }, ''],
        [{ $filter: 'not (Value in @all)', '@all': '()' }, 'abc'],
        [{ $filter: 'City eq @none', '@none': 'null' }, 'b'],
        [{ $filter: "Value eq '@v'", '@v': "'a'" }, ''],
      ],
      inOrder,
    )
  })

  it('is refused by its name', async () => {
    await expectAnswers([
      [{ $filter: 'Value eq @v' }, '$filter: $filter: @v has no value; add &@v=… or write a text in quotes'],
      [
        { $filter: 'Value eq @v', '@v': "'a' or true" },
        "@v: the value of @v must be a literal, or a list as in ('a', 'b')",
      ],
      [
        { $filter: 'Value eq @v', '@v': '@v' },
        "@v: the value of @v must be a literal, or a list as in ('a', 'b')",
      ],
      [
        { $filter: 'Value eq @v', '@v': '["a"]' },
        '$filter: $filter: a list in [ ] stands behind in, and nowhere else',
      ],
      [
        { $filter: 'Value in @v', '@v': '[9007199254740993]' },
        '@v: the value of @v must be a list of texts, numbers, true, false or null',
      ],
      [
        { $filter: 'Value eq @a/b' },
        '$filter: $filter: @a/b is no alias; a text that begins with @ must be in quotes',
      ],
    ])
  })
})

describe('a value without quotes', () => {
  it('is what it says', async () => {
    await expectAnswers(
      filters([
        ['Payload.Completed eq tRUe', 'a'],
        ['Payload.Completed eq FALSE', 'b'],
        ['City eq NULL', 'b'],
        ['Payload.text eq null', 'bc'],
        ['Payload.Price eq +10', 'b'],
        ['Payload.Price eq 2.55M', 'a'],
        ['Payload.Price eq 10L', 'b'],
        ['Payload.Price gt 5d', 'b'],
        ['Payload.Price ge 10f', 'b'],
        ['Payload.Price lt INF', 'ab'],
        ['Payload.Price gt -INF', 'ab'],
        ['Payload.content eq 163204', 'ab'],
        ["Payload.content eq '163204'", 'a'],
        ['Payload.content ne 163204', 'c'],
        ['Payload.content in (1, 163204)', 'ab'],
        ['Payload.content gt 163203', 'b'],
      ]),
      inOrder,
    )
  })

  it('is refused by its name', async () => {
    await expectAnswers(
      refusedFilters([
        ['Payload.Price lt 1e400', '1e400 is larger than any number; write INF'],
        ['Payload.Price eq NaN', 'NaN is not supported: no stored number is it'],
        ['Payload.Price eq .5', '.5 is no number; write it as 0.5, or a text in quotes'],
        ['Payload.Price eq 0x10', '0x10 is no number; write it as 0.5, or a text in quotes'],
        ['Payload.d gt 2014-13-01', '2014-13-01 is no time; write it as 2019-01-01T00:00:00Z'],
      ]),
    )
  })
})

describe('what is in a path', () => {
  it('is counted', async () => {
    await expectAnswers([
      [{ $filter: 'Payload/tags/$count gt 0' }, 'a'],
      [{ $filter: 'Payload.tags/$count eq 0' }, 'b'],
      [{ $filter: '1 lt Payload/tags/$count' }, 'a'],
      [{ $filter: '-Payload/Price lt -5' }, 'b'],
      [{ $orderby: 'Payload/tags/$count desc' }, 'abc'],
    ])
  })

  it('is refused where OData means something else', async () => {
    await expectAnswers(
      refusedFilters([
        ['Payload/tags/$ref eq 1', '$ref is not supported here; a key of that name is asked for in KQL'],
        ['Payload/$type eq 1', '$type is not supported here; a key of that name is asked for in KQL'],
        [
          'Payload/Shop.Order/total eq 1',
          'Shop.Order is a type cast in OData, which is not supported; separate the parts of a path by / alone',
        ],
        [
          'Payload/@odata.type eq 1',
          '@odata is an annotation in OData; a key of that name is asked for in KQL',
        ],
        ["Payload/tags/$count eq 'a'", 'Payload/tags/$count must be compared with a number'],
        ['$it/Value eq 1', 'there is no field $it'],
      ]),
    )
  })
})

describe('a relation with null', () => {
  it('is false', async () => {
    await expectAnswers(
      filters([
        ["not (City lt 'Rome')", 'ab'],
        ["not (City lt 'Rome' and Value eq 'c')", 'ab'],
        ['not (City lt null)', 'abc'],
        ['not (Payload.Price gt 5)', 'ac'],
        ['not (EventTime lt Payload.d)', 'abc'],
        ["not not (City lt 'Rome')", 'c'],
        ["not contains(City, 'o')", 'c'],
      ]),
      inOrder,
    )
  })
})

describe('a function', () => {
  it('means what OData says', async () => {
    await expectAnswers(
      filters([
        ["toupper(City) eq 'ROME'", 'a'],
        ["trim(concat(City, '  ')) eq 'Rome'", 'a'],
        ['length(City) eq 4', 'a'],
        ['length(City) ne 4', 'bc'],
        ["indexof(City, 'e') eq 1", 'c'],
        ["indexof(City, 'x') eq -1", 'ac'],
        ["substring(City, 1) eq 'ome'", 'a'],
        ["substring(City, 1, 2) eq 'er'", 'c'],
        ['round(Payload.Price) eq 3', 'a'],
        ['year(Payload.d) eq 2014', 'a'],
        ['month(Payload.d) eq 11 and day(Payload.d) eq 8 and hour(Payload.d) ge 15', 'a'],
        ['minute(Payload.d) eq 5 and second(Payload.d) eq 2', 'a'],
        ['date(Payload.d) eq 2014-11-08', 'a'],
        ['not (length(City) gt 4)', 'ab'],
      ]),
      inOrder,
    )
  })

  it('is an order too', async () => {
    await expectAnswers([
      [{ $orderby: "indexof(City, 'e') desc" }, 'acb'],
      [{ $orderby: '-Payload/Price desc' }, 'abc'],
      [{ $orderby: 'concat(City, Value) desc' }, 'acb'],
      [{ $orderby: '(Payload/Price sub 5) mod 2 desc,Value' }, 'bac'],
      [{ $orderby: 'length(City)' }, 'bac'],
      [{ $orderby: 'year(Payload.d) desc,Value desc' }, 'acb'],
    ])
  })
})

it('$select names the fields of an answer, and $count says nothing new', async () => {
  const { write, get } = await asking()
  await write(events)
  const { body } = await get({
    ...inOrder,
    $select: 'City,Value',
    $count: 'true',
    $top: '1',
    $filter: 'Payload.Price gt 0',
  })
  expect(body).toEqual({ total: 2, count: 1, items: [{ City: 'Rome', Value: 'a' }] })
  expect(Object.keys(body.items[0]!)).toEqual(['City', 'Value'])
  expect((await get({ $select: '*' })).body.items[0]).toHaveProperty('ReceivedTime')
  await expectAnswers([
    [
      { $select: 'Visits' },
      '$select: $select: there is no field Visits; write Payload.Visits for what a payload holds',
    ],
    [
      { $select: 'Payload/Price' },
      '$select: $select: Payload/Price: fields are selected whole; what is in a payload is asked for in KQL',
    ],
    [{ $count: '3' }, '$count: $count must be true or false'],
  ])
})
