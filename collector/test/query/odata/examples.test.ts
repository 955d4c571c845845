import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../../src/query/odata/parse-filter.ts'
import { parseOdata } from '../../../src/query/odata/parse-odata.ts'
import type { Expression } from '../../../src/query/tree.ts'
import { printFilter } from '../support/print-filter.ts'

const predicateOf = (filter: string): Expression => {
  const [step] = parseOdata({ filter })
  if (step?.kind !== 'where') throw new Error('no filter')
  return step.predicate
}

describe('the examples of the vendor and of its clients', () => {
  it.each([
    'EventType eq home',
    'EventType eq epiPageView',
    'EventType eq epiPageView and EventTime gt 2019-01-01T00:00:00',
    'Payload.epi.campaign.mailingId eq 42',
    'Payload.Visits gt 1',
    'Payload.FavoredBy eq "user1", "user2"',
    `DeviceId eq "x" AND EventType eq "y"`,
    'not Payload.price le 3.5',
    "Payload/epi/campaign eq 'a'",
    "contains(PageUri, '/en/') and not startswith(tolower(Value), 'visited')",
    "EventType in ('home', 'order') or City eq null",
    "EventTime ge datetime'2019-01-01T00:00:00'",
  ])('%s', (filter) => {
    expect(() => parseOdata({ filter })).not.toThrow()
  })

  it.each(['Visits gt 1', 'FavoredBy eq "user1", "user2"', 'A eq "x" AND B eq "y"', 'not price le 3.5'])(
    '%s reads well, though no event has such a field',
    (filter) => {
      expect(() => parseFilter(filter)).not.toThrow()
      expect(() => parseOdata({ filter })).toThrow(/there is no field/)
    },
  )
})

describe('what is the same, however it is written', () => {
  it.each([
    ['EventType eq home', "EventType eq 'home'", 'EventType eq "home"', "'home' eq EventType"],
    ['EventType eq home-page/1.2', "EventType eq 'home-page/1.2'"],
    ['DeviceId eq 42', "DeviceId eq '42'"],
    ['DeviceId eq true', "DeviceId EQ 'true'"],
    ["Value eq 'it''s'", 'Value eq "it\'s"'],
    ['Value eq "say ""a"""', `Value eq 'say "a"'`],
    ["City eq ''", 'City eq null', "City in ('')"],
    ["City ne 'a'", "not City eq 'a'", "NOT(City eq 'a')", "not ((City eq 'a'))"],
    [
      "City eq 'a', 'b'",
      "City in ('a', 'b')",
      'City in (a,b)',
      'City in ["a", "b"]',
      'City in ["a","\\u0062"]',
      `City in ['a',"b"]`,
    ],
    ['Payload.a in (1, null, true)', 'Payload.a in [1, null, true]'],
    ['false', 'City in ()', 'City in []', 'City in ( )'],
    ["Payload.a eq '[1]'", 'Payload.a eq "[1]"'],
    ['Payload.a eq 1.2.3', "Payload.a eq '1.2.3'"],
    ['Payload.a ge 11:22', "Payload.a ge '11:22'"],
    ['Value gt 1.2.3', "Value gt '1.2.3'"],
    ['Payload.a.b eq 1', 'Payload/a/b eq 1', 'Payload.a/b eq 1', '1 eq Payload.a.b'],
    ['Payload.a gt 1', '1 lt Payload.a'],
    [
      'EventTime lt 2019-01-01',
      "EventTime lt '2019-01-01T00:00:00Z'",
      'EventTime lt 2019-01-01T01:00:00.0000000+01:00',
    ],
    ["City eq 'a' and City eq 'b' or City eq 'c'", "((City eq 'a' and City eq 'b') or City eq 'c')"],
    ["City eq 'a' or City eq 'b' and City eq 'c'", "City eq 'a' or (City eq 'b' and City eq 'c')"],
    ["not City eq 'a' and City eq 'b'", "(not (City eq 'a')) and City eq 'b'"],
    ['not Payload.a le 3.5', 'not (Payload.a le 3.5)'],
  ])('%s', (first, ...others) => {
    for (const other of others) expect(predicateOf(other)).toEqual(predicateOf(first))
  })

  it.each([
    ["Payload.a eq '42'", 'Payload.a eq 42'],
    ["Payload.a eq 'true'", 'Payload.a eq true'],
    ["Payload.a eq ''", 'Payload.a eq null'],
    ['Payload.a eq 2019-01-01', "Payload.a eq '2019-01-01'"],
    ["Value eq 'null'", 'Value eq null'],
    ['DeviceId eq SessionId', "DeviceId eq 'SessionId'"],
  ])('%s is not %s', (one, other) => {
    expect(predicateOf(one)).not.toEqual(predicateOf(other))
  })
})

it('prints as it was read', () => {
  const filter = "(not Payload.a le 3.5 and contains(Value, 'it''s')) or EventType in ('a', 'b')"
  expect(predicateOf(printFilter(predicateOf(filter)))).toEqual(predicateOf(filter))
})
