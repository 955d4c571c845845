import { describe, expect, it } from 'vitest'
import { asking, event } from '../../support/track-events.ts'

const events = [
  {
    ...event,
    trackId: 'a',
    value: 'a',
    city: 'Rome',
    payload: { Price: 2.5, clicks: 1, views: 4, d: 'Sat, 8 Nov 2014 15:05:02 GMT' },
  },
  {
    ...event,
    trackId: 'b',
    value: 'b',
    city: '',
    payload: { Price: 10, clicks: 0, views: 0, d: 'Saturday, 08-Nov-14 15:05 UTC' },
  },
  { ...event, trackId: 'c', value: 'c', city: 'Berlin', payload: { clicks: 2, views: 0, d: 'yesterday' } },
]

const opened = async () => {
  const { write, preview } = await asking()
  await write(events)
  return {
    rows: async (query: string) => {
      const { status, body } = await preview({ Query: `Events | ${query}` })
      expect(body.error, query).toBeUndefined()
      expect(status).toBe(200)
      return body.items
    },
    refusal: async (query: string) => {
      const { status, body } = await preview({ Query: query })
      expect(status, query).toBe(400)
      const { innererror, message } = body.error as typeof body.error & { innererror?: { position: number } }
      return [innererror?.position, message]
    },
  }
}

describe('arg_max and arg_min', () => {
  it('give one row, and where nothing is known to go by any one of them', async () => {
    const { rows } = await opened()
    const events = await rows('project TrackId, Value, City, Key = tolong(Payload.none)')
    const [picked, ...others] = await rows(
      'project TrackId, Value, City, Key = tolong(Payload.none) | summarize arg_max(Key, *)',
    )
    expect(others).toEqual([])
    expect(events).toContainEqual(picked)
    const byValue = await rows('summarize arg_max(tolong(Payload.none), City) by Value | sort by Value asc')
    expect(byValue.map(({ City }) => City)).toEqual(['Rome', '', 'Berlin'])
  })

  it('pass over rows without a key where others have one', async () => {
    const { rows } = await opened()
    expect(await rows('summarize arg_max(todouble(Payload.Price), Value)')).toEqual([
      { Payload_Price: 10, Value: 'b' },
    ])
    expect(await rows('summarize arg_min(todouble(Payload.Price), Value, City)')).toEqual([
      { Payload_Price: 2.5, Value: 'a', City: 'Rome' },
    ])
  })

  it('give a row without values of no rows, and of no groups none', async () => {
    const { rows } = await opened()
    expect(await rows('where false | summarize arg_max(EventTime, Value)')).toEqual([
      { EventTime: null, Value: '' },
    ])
    expect(await rows('where false | summarize arg_max(EventTime, Value) by City')).toEqual([])
  })
})

describe('what is divided by zero', () => {
  it('is infinite, or not a number, and as a whole number null', async () => {
    const { rows } = await opened()
    expect(
      await rows('take 1 | project a = 1.0/0.0, b = -1.0/0, c = 0.0/0.0, d = 1/0, e = 1d/0s, f = 5.5 % 0.0'),
    ).toEqual([{ a: 'Infinity', b: '-Infinity', c: 'NaN', d: null, e: 'Infinity', f: 'NaN' }])
  })

  it('is compared as IEEE 754 says', async () => {
    const { rows } = await opened()
    const rate = 'extend Rate = todouble(Payload.clicks) / todouble(Payload["views"])'
    const values = async (condition: string) =>
      (await rows(`${rate} | where ${condition} | sort by Value asc`)).map(({ Value }) => Value).join('')
    expect(await values('Rate > 100')).toBe('c')
    expect(await values('not(Rate > 100)')).toBe('ab')
    expect(await values('Rate == Rate')).toBe('ac')
    expect(await values('isnull(Rate)')).toBe('')
    expect(await values('Rate in (0.25, 7.0)')).toBe('a')
    expect(await values('Rate + 1 > 1')).toBe('ac')
    expect(await values('1 / Rate > 3')).toBe('a')
    expect(await values('1 / Rate == 0')).toBe('c')
  })

  it('has its place in an order and in aggregates', async () => {
    const { rows } = await opened()
    const rate = 'project Value, Rate = todouble(Payload.clicks) / todouble(Payload["views"])'
    const values = async (order: string) =>
      (await rows(`${rate} | sort by ${order}`)).map(({ Value }) => Value).join('')
    expect(await values('Rate asc')).toBe('bac')
    expect(await values('Rate desc')).toBe('cab')
    expect(await values('Rate asc nulls last')).toBe('acb')
    expect(await rows(`${rate} | summarize sum(Rate), avg(Rate), min(Rate), max(Rate)`)).toEqual([
      { sum_Rate: 'NaN', avg_Rate: 'NaN', min_Rate: 0.25, max_Rate: 'Infinity' },
    ])
    expect(await rows('where false | summarize avg(tolong(Value))')).toEqual([{ avg_Value: 'NaN' }])
  })
})

describe('todatetime', () => {
  // The examples of Kusto's own documentation: learn.microsoft.com/kusto/query/scalar-data-types/datetime
  const second = '2014-11-08T15:05:02.0000000Z'
  const minute = '2014-11-08T15:05:00.0000000Z'
  const forms = [
    ['2014-05-25T08:20:03.123456Z', '2014-05-25T08:20:03.1234560Z'],
    ['2014-05-25T08:20', '2014-05-25T08:20:00.0000000Z'],
    ['2014-11-08 15:55:55.123456Z', '2014-11-08T15:55:55.1234560Z'],
    ['2014-11-08', '2014-11-08T00:00:00.0000000Z'],
    ['Sat, 8 Nov 14 15:05:02 GMT', second],
    ['Sat, 8 Nov 2014 15:05:02 GMT', second],
    ['Sat, 8 Nov 14 15:05', minute],
    ['8 Nov 14 15:05:02', second],
    ['8 Nov 14 15:05 GMT', minute],
    ['Saturday, 08-Nov-14 15:05:02 GMT', second],
    ['Saturday, 08-Nov-14 15:05', minute],
    ['08-Nov-14 15:05:02', second],
    ['08-Nov-14 15:05 GMT', minute],
    ['2014-11-08 15:05:02 GMT', second],
    ['2014-11-08T15:05 GMT', minute],
  ] as const
  const none = ['31 Nov 14 15:05', 'Sat, 8 Nix 14 15:05', '8 Nov 14 25:05', 'yesterday', '8 Nov 14', '']

  it('reads each form that is documented: of a row, as a literal, and as a datetime', async () => {
    const { rows } = await opened()
    for (const [text, time] of forms) {
      const [row] = await rows(
        `take 1 | project a = todatetime(strcat('${text}', Payload.none)), b = todatetime('${text}'), c = datetime(${text})`,
      )
      expect(row, text).toEqual({ a: time, b: time, c: time })
    }
    expect(
      await rows('where todatetime(Payload.d) < datetime(2015-01-01) | project Value | sort by Value asc'),
    ).toEqual([{ Value: 'a' }, { Value: 'b' }])
  })

  it('is null for what is no time', async () => {
    const { rows } = await opened()
    for (const text of none) {
      const query = `take 1 | project a = todatetime(strcat('${text}', Payload.none))`
      expect(await rows(query), text).toEqual([{ a: null }])
    }
  })
})

it('what is refused says what to write, and where it is', async () => {
  const { refusal, rows } = await opened()
  expect(await refusal('Events | summarize count() by Payload.labels.embedId')).toEqual([
    30,
    'summarize takes string or long or real or bool or datetime or timespan, not dynamic; write tostring(Payload.labels.embedId), or todouble(Payload.labels.embedId) of a number',
  ])
  expect(await rows('summarize count() by tostring(Payload.labels.embedId)')).toEqual([
    { Payload_labels_embedId: '', count_: 3 },
  ])
  expect(await refusal("Events | where City matches regex 'a(b'")).toEqual([
    34,
    'the regular expression cannot be read: error parsing regexp: missing closing ): `a(b`',
  ])
})
