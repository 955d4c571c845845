import { describe, expect, it } from 'vitest'
import { ticksIn, ticksOf, writeTicks } from '../../../src/model/ticks.ts'
import { columnsOf } from '../../../src/query/columns.ts'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import type { Aggregate, Expression, Step } from '../../../src/query/tree.ts'

const now = ticksOf('2026-11-21T15:30:00.1234567Z')!

const stepsOf = (text: string): readonly Step[] => parseKql(text, now)

/** Calls as `name(arguments)`, so that a test can be read. */
function show(expression: Expression | Aggregate): string {
  if ('arguments' in expression) return `${expression.name}(${expression.arguments.map(show).join(', ')})`
  if (expression.kind === 'field') return expression.name
  if (expression.kind === 'item') return `item${expression.level}`
  if (expression.kind === 'path') return [show(expression.of), ...expression.keys].join('.')
  if (expression.kind !== 'literal') return `${expression.kind} query`
  if (expression.type === 'datetime' && expression.value !== null) return writeTicks(expression.value)
  return expression.type === 'string' ? `'${expression.value}'` : String(expression.value)
}

function shown(condition: string): string {
  const [step] = stepsOf(`Events | project X = ${condition}`)
  return step?.kind === 'project' ? show(step.columns[0]!.value) : ''
}

describe('a comparison', () => {
  it.each([
    ["City == 'a'", "equal(City, 'a')"],
    ["City != 'a'", "not(equal(City, 'a'))"],
    ["Payload.a == 'x'", "same(Payload.a, 'x')"],
    ["Payload.a != 'x'", "not(same(Payload.a, 'x'))"],
    ["Payload.a == ''", 'isEmpty(toString(Payload.a))'],
    ['Payload.a == 1', 'same(Payload.a, 1)'],
    ['toint(City) == 1', 'same(toInt(City), 1)'],
    ['toint(City) == toint(Value)', 'and(same(toInt(City), toInt(Value)), equal(toInt(City), toInt(Value)))'],
    ["Payload.a in ('x', 'y')", "and(not(isNull(Payload.a)), in(Payload.a, 'x', 'y'))"],
    ["Payload.a in ('x', '')", "or(isNull(Payload.a), in(Payload.a, 'x', ''))"],
    ["City !in~ (dynamic(['x', 'y']))", "not(inIgnoringCase(City, 'x', 'y'))"],
    ['Payload.a between (1 .. 5)', 'and(greaterOrEqual(Payload.a, 1), lessOrEqual(Payload.a, 5))'],
  ])('knows what is null: %s', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })

  it.each([
    ["City contains 'a'", "containsIgnoringCase(City, 'a')"],
    ["City !contains_cs 'a'", "not(contains(City, 'a'))"],
    ["Payload.a has 'x'", "has(toString(Payload.a), 'x')"],
    ["City =~ 'A'", "equalIgnoringCase(City, 'A')"],
    ["City matches regex @'\\d+'", "matchesRegex(City, '\\d+')"],
  ])('of texts minds case where Kusto does: %s', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })
})

describe('precedence', () => {
  it.each([
    [
      "City == 'a' or City == 'b' and City == 'c'",
      "or(equal(City, 'a'), and(equal(City, 'b'), equal(City, 'c')))",
    ],
    ["not(City == 'a') and true", "and(not(equal(City, 'a')), true)"],
    ['toint(City) + 2 * 3 - 1', 'subtract(add(toInt(City), 6), 1)'],
    ['toint(City) - 1 - 2', 'subtract(subtract(toInt(City), 1), 2)'],
    ["City contains 'a' == true", "same(containsIgnoringCase(City, 'a'), true)"],
    ['1 < 2 == true', 'same(less(1, 2), true)'],
  ])('is Kusto’s: %s', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })
})

describe('a time', () => {
  it.each([
    ['now()', '2026-11-21T15:30:00.1234567Z'],
    ['ago(1d)', '2026-11-20T15:30:00.1234567Z'],
    ['startofday(now())', '2026-11-21T00:00:00.0000000Z'],
    ['endofday(ago(1d))', '2026-11-20T23:59:59.9999999Z'],
    ['startofday(datetime(0001-01-01T05:00))', '0001-01-01T00:00:00.0000000Z'],
    ["todatetime('2019-01-01') + 1tick", '2019-01-01T00:00:00.0000001Z'],
    ['datetime(2019-01-01T10:00:00+02:00)', '2019-01-01T08:00:00.0000000Z'],
  ])('that is known by now is computed at once: %s', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })

  it.each([
    ['1d', ticksIn.day],
    ['1.5h', ticksIn.hour + 30n * ticksIn.minute],
    ['3m', 3n * ticksIn.minute],
    ['0.1s', ticksIn.millisecond * 100n],
    ['10microsecond', 100n],
    ['1tick', 1n],
    ['time(2)', 2n * ticksIn.day],
    ['timespan(15 seconds)', 15n * ticksIn.second],
    ['timespan(-1.02:03:04.5)', -937_845_000_000n],
    ['-2 * 1h', -2n * ticksIn.hour],
  ])('has spans to the tick: %s', (text, expected) => {
    expect(shown(text)).toBe(String(expected))
  })
})

describe('an order', () => {
  it.each([
    ['City', true, 'last'],
    ['City desc', true, 'last'],
    ['City asc', false, 'first'],
    ['City asc nulls last', false, 'last'],
    ['City nulls first', true, 'first'],
  ])('has Kusto’s defaults: %s', (text, isDescending, nulls) => {
    const by = { kind: 'field', name: 'City', type: 'string' }
    expect(stepsOf(`Events | order by ${text}`)).toEqual([
      { kind: 'sort', orders: [{ by, isDescending, nulls }] },
    ])
    expect(stepsOf(`Events | top 3 by ${text}`)).toEqual([
      { kind: 'sort', orders: [{ by, isDescending, nulls }] },
      { kind: 'take', count: 3 },
    ])
  })
})

describe('summarize', () => {
  it('takes what arg_max says from the row of the greatest', () => {
    const [step] = stepsOf('Events | summarize arg_max(EventTime, City, Payload.a) by DeviceId')
    expect(step?.kind === 'summarize' && step.columns.map(({ name, value }) => [name, show(value)])).toEqual([
      ['EventTime', 'max(EventTime)'],
      ['City', 'argMax(EventTime, City)'],
      ['Payload_a', 'argMax(EventTime, Payload.a)'],
    ])
  })

  it('computes with aggregates in a step of its own', () => {
    const steps = stepsOf(
      'Events | summarize Share = 100.0 * countif(City == "a") / count(), count() by Day = bin(EventTime, 1d)',
    )
    expect(steps.map(({ kind }) => kind)).toEqual(['summarize', 'project'])
    expect(columnsOf(steps)).toEqual([
      { name: 'Day', type: 'datetime' },
      { name: 'Share', type: 'real' },
      { name: 'count_', type: 'long' },
    ])
  })
})

describe('a let', () => {
  it('stands for its value, whatever it was computed of', () => {
    expect(
      stepsOf('let day = 1d; let start = ago(2 * day); // two days\nEvents\n| where EventTime > start;\n'),
    ).toEqual(stepsOf('Events | where EventTime > ago(2d)'))
  })
})

describe('a long chain of conditions', () => {
  it('makes no deep tree', () => {
    const text = `Events | where ${Array.from({ length: 1000 }, (_, index) => `City == '${index}'`).join(' or ')}`
    const depthOf = (expression: Expression): number =>
      expression.kind === 'call' ? Math.max(...expression.arguments.map(depthOf)) + 1 : 1
    const [step] = stepsOf(text)
    expect(step?.kind === 'where' && depthOf(step.predicate)).toBe(12)
  })
})
