import Database from 'better-sqlite3'
import fc, { type Arbitrary } from 'fast-check'
import { addFunctions } from '../../../src/store/sqlite/query/functions.ts'
import { migrate } from '../../../src/store/sqlite/schema.ts'
import type { Row } from './evaluate.ts'
import type { Json } from './values.ts'

export interface Event {
  readonly type: string
  readonly scope: string
  readonly ticks: bigint
  /** Milliseconds; 0 where nothing is said. */
  readonly received?: number
  readonly original?: number | null
  readonly payload: Json
  readonly user: Json
  /** By the names of the table's columns; an empty text is a missing one. */
  readonly texts: Readonly<Record<TextColumn, string>>
}

const textColumns = {
  visitor: 'DeviceId',
  value: 'Value',
  page: 'PageUri',
  title: 'PageTitle',
  address: 'RemoteAddress',
  session: 'SessionId',
  country: 'CountryCode',
  city: 'City',
  traffic: 'TrafficType',
} as const

type TextColumn = keyof typeof textColumns

/** The texts of an event that says none. */
export const noTexts = Object.fromEntries(Object.keys(textColumns).map((name) => [name, ''])) as Record<
  TextColumn,
  string
>

/** Texts that mean something to somebody on their way. */
export const hostileTexts = [
  '',
  'a',
  'A',
  'é',
  'É',
  'ß',
  'ſ',
  '\u212a',
  'İ',
  'ΣΑΣ',
  'home',
  'Home page',
  'home-page',
  '42',
  '-7',
  '3.5',
  'true',
  'null',
  '2019-01-01',
  '2020-02-29T12:00:00.1234567Z',
  "'; DROP TABLE events; --",
  '" OR 1=1',
  '<script>alert(1)</script>',
  '{"a":1}',
  '[1,"a"]',
  '"a"',
  'a\0b',
  '\0',
  '%',
  '_',
  '\\',
  '?1 :a $b @c',
  '👍🏽',
  'e\u0301',
]

const text: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileTexts) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 8 }).filter((made) => !/\p{Surrogate}/u.test(made)),
  },
)

/** Few, so that paths find something. */
export const hostileKeys = ['a', 'b', 'a b', 'x"y', 'x.y', 'é', '0', '', '$', '__proto__', '\\', '\n']

const json: Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.constantFrom<Json>(null, true, false, 0, 1, -7, 42, 3.5, 0.1),
    fc.array(tie('json'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...hostileKeys), tie('json')), { maxLength: 4 })
      .map((members) => Object.fromEntries(members) as Json),
  ),
})).json

const event: Arbitrary<Event> = fc.record({
  type: text.map((made) => made || 'home'),
  scope: fc.constantFrom('default', 'other'),
  ticks: fc.bigInt({ min: -(10n ** 16n), max: 2n * 10n ** 16n }),
  received: fc.constantFrom(0, 1_569_888_000_000, 1_795_000_000_123),
  original: fc.constantFrom(null, null, 99_999_999_999_000),
  payload: json,
  user: fc.oneof(fc.constant(null), json),
  texts: fc.record(
    Object.fromEntries(Object.keys(textColumns).map((name) => [name, text])) as Record<
      TextColumn,
      Arbitrary<string>
    >,
  ),
})

/** No two at the same time, so that each has its place. */
export const events = fc.uniqueArray(event, { maxLength: 12, selector: ({ ticks }) => ticks })

const insert = `INSERT INTO events (dialect, received, original, type, scope, time, fraction, payload, user, ${Object.keys(textColumns)})
  VALUES ('profile-store', ?, ?, ?, ?, ?, ?, ?, ?, ${Object.keys(textColumns).map(() => '?')})`

/** A store in memory that can be filled again and again; the ids of its events are their places, from 1. */
export function openTestStore(): {
  readonly database: Database.Database
  fill(stored: readonly Event[]): void
} {
  const database = new Database(':memory:')
  migrate(database)
  addFunctions(database)
  const statement = database.prepare(insert)
  const fill = database.transaction((stored: readonly Event[]) => {
    database.exec('DELETE FROM events')
    for (const event of stored) statement.run(...valuesOf(event))
  })
  return { database, fill }
}

function valuesOf({
  type,
  scope,
  ticks,
  received = 0,
  original = null,
  payload,
  user,
  texts,
}: Event): unknown[] {
  const fraction = ((ticks % 10_000n) + 10_000n) % 10_000n
  return [
    received,
    original,
    type,
    scope,
    (ticks - fraction) / 10_000n,
    fraction,
    JSON.stringify(payload),
    user === null ? null : JSON.stringify(user),
    ...Object.keys(textColumns).map((name) => texts[name as TextColumn] || null),
  ]
}

/** As those who ask see it. */
export const rowOf = (
  { type, scope, ticks, received = 0, original = null, payload, user, texts }: Event,
  at: number,
): Row =>
  new Map<string, Json | bigint>([
    ['TrackId', `event.${at + 1}`],
    ['EventType', type],
    ['Scope', scope],
    ['User', user],
    ['Payload', payload],
    ['EventTime', ticks],
    ['ReceivedTime', BigInt(received) * 10_000n],
    ['OriginalTime', original === null ? ticks : BigInt(original) * 10_000n],
    ...Object.entries(textColumns).map(([name, field]) => [field, texts[name as TextColumn]] as const),
  ])
