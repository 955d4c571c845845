import fc, { type Arbitrary } from 'fast-check'
import { expect, it } from 'vitest'
import type { Question } from '../../../../src/store/question.ts'
import { answeringFrom } from '../../../../src/store/sqlite/query/answer-question.ts'
import { accepted } from '../../../query/kql/support/corpus.ts'
import { fragment } from '../../../query/kql/support/fragment.ts'
import { type Event, hostileTexts, openTestStore } from '../../../query/support/events.ts'

/** In every field of an event that nobody may see here. */
const hidden = 'of-another-scope'

const eventOf = (scope: string, text: string): Event => ({
  type: text,
  scope,
  ticks: 15_463_008_000_000_000n,
  payload: { a: text, [text]: [text] },
  user: { Name: text },
  texts: {
    visitor: text,
    value: text,
    page: text,
    title: text,
    address: text,
    session: text,
    country: text,
    city: text,
    traffic: text,
  },
})

const { database, fill } = openTestStore()
fill([eventOf('default', 'home'), eventOf('default', 'a'), eventOf('other', hidden)])
const answer = answeringFrom(database)

/** Asks thousands of questions. Some have to be answered, or there was nothing to see. */
function expectHarmless(said: Arbitrary<string>, questionOf: (text: string) => Question): void {
  const kinds: string[] = []
  fc.assert(
    fc.property(said, (text) => {
      const given = answer({ ...questionOf(text), scopes: ['default'] })
      kinds.push(given.kind)
      if (given.kind === 'rows') expect(Buffer.from(given.rows).toString()).not.toContain(hidden)
      else expect(given).toMatchObject({ kind: 'refused', message: expect.any(String) })
    }),
    { numRuns: 5000 },
  )
  expect(kinds.filter((kind) => kind === 'rows').length).toBeGreaterThan(1000)
  expect(database.prepare('SELECT count(*) FROM events').pluck().get()).toBe(3)
}

/** What is glued on behind a text that should have ended there. */
const glued = fc.constantFrom(
  '',
  ' or true',
  " or Scope == 'other'",
  " or Scope eq 'other'",
  ' or 1 == 1 //',
  "' or true or '",
  "'; DROP TABLE events; --",
  "') UNION SELECT * FROM events --",
  '; Events | take 5',
)

const text = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom('(a+)+$', '(a|aa)*b', '(((a{1,30}){1,30}){1,30})', '[', '\\', '(?=a)', '\0', '\ud800'),
  fc.constantFrom('x', "'", '"', '(', '\\\\').map((part) => part.repeat(30_000)),
  fc.string({ unit: 'binary' }),
)

// As a program quotes what its users type.
const kqlText = (said: string) => `@'${said.replaceAll("'", "''")}'`
const odataText = (said: string) => `'${said.replaceAll("'", "''")}'`

const kql: Arbitrary<string> = fc.oneof(
  fc.array(fragment, { maxLength: 30 }).map((words) => `Events | where ${words.join(' ')}`),
  fc
    .tuple(fc.constantFrom(...accepted), fc.constantFrom(...accepted), fc.nat(), fc.nat(), fragment)
    .map(
      ([one, other, from, to, between]) =>
        one.slice(0, from % one.length) + between + other.slice(to % other.length),
    ),
  fc
    .tuple(fc.constantFrom('==', '!=', 'has', '!contains', '=~', 'matches regex', 'endswith'), text, glued)
    .map(([operator, said, end]) => `Events | where Value ${operator} ${kqlText(said)}${end}`),
  fc.tuple(text, glued).map(([said, end]) => `Events | extend [${kqlText(said)}] = Scope | where true${end}`),
  fc.tuple(text, glued).map(([said, end]) => `Events | where Payload[${kqlText(said)}] != 1${end}`),
  fc.nat(90).map((depth) => `Events | where ${'not('.repeat(depth)}false${')'.repeat(depth)}`),
)

const odata: Arbitrary<string> = fc.oneof(
  fc
    .tuple(fc.constantFrom('eq', 'ne', 'lt', 'ge'), text, glued)
    .map(([operator, said, end]) => `Value ${operator} ${odataText(said)}${end}`),
  fc.tuple(text, glued).map(([said, end]) => `not contains(Value, ${odataText(said)})${end}`),
  fc.tuple(text, glued).map(([said, end]) => `Payload.${said} ne 1${end}`),
  fc.nat(90).map((depth) => `${'('.repeat(depth)}true${')'.repeat(depth)}`),
)

it('answers or refuses 5,000 hostile queries in KQL, and shows no other scope', () => {
  expectHarmless(kql, (text) => ({ language: 'kql', text }))
})

it('answers or refuses 5,000 hostile filters in OData, and shows no other scope', () => {
  expectHarmless(odata, (filter) => ({ language: 'odata', options: { filter } }))
})

it('a text that grows past what an engine holds is refused', () => {
  const question = "Events | project strrep(strrep(strrep('ab', 1024), 1024), 1024)"
  const given = answer({ language: 'kql', text: question, scopes: ['default'] })
  expect(given).toEqual({ kind: 'refused', message: 'a value is too long' })
})

it('operators that groups go through by themselves are answered or refused, chained and nested as far as one likes', () => {
  const nested = (open: string, depth: number) => `Events | ${open.repeat(depth)}take 1${')'.repeat(depth)}`
  const chained = (operator: string, count: number) => `Events${` | ${operator}`.repeat(count)}`
  const levels = Array.from(
    { length: 40 },
    (_, at) => `top-nested 2 of a${at} = strcat(City, ${at}) by count()`,
  )
  const sessions = Array.from(
    { length: 60 },
    (_, at) => `row_window_session(EventTime, ${at}m, 1d, City == prev(City))`,
  )
  const kinds = [6, 14, 31, 60].flatMap((size) =>
    [
      nested('mv-apply e = Payload.a on (', size),
      nested('partition by City (', size),
      nested('partition by City (mv-apply e = Payload.a on (', size / 2).concat(')'.repeat(size / 2)),
      chained('mv-apply e = Payload.a on (take 1)', size),
      chained('mv-apply e = dynamic([1, 2]) on (summarize s = make_list(e))', size),
      chained('partition by City (summarize City = max(strcat(City, City)))', size),
      chained('top-nested 2 of City by count()', size),
      chained('as T | union T', size),
      `Events | ${levels.slice(0, size).join(', ')}`,
      `Events | sort by EventTime asc | project ${sessions.slice(0, size).join(', ')}`,
      `${chained('sort by City asc | extend r = row_rank_dense(strcat(City, EventType))', size)} | count`,
    ].map((text) => answer({ language: 'kql', text, scopes: ['default'] }).kind),
  )
  expect(new Set(kinds)).toEqual(new Set(['rows', 'refused']))
  expect(kinds.slice(0, 10)).toContain('rows')
})
