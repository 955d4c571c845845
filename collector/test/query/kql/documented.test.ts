import { describe, expect, it } from 'vitest'
import { ticksOf } from '../../../src/model/ticks.ts'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import type { Expression } from '../../../src/query/tree.ts'

const now = ticksOf('2026-11-21T15:30:00.1234567Z')!

const field = (name: string): Expression => ({ kind: 'field', name, type: 'string' })
const text = (value: string): Expression => ({ kind: 'literal', type: 'string', value })
const time = (value: string): Expression => ({ kind: 'literal', type: 'datetime', value: ticksOf(value)! })
const when: Expression = { kind: 'field', name: 'EventTime', type: 'datetime' }
const predicate = (
  name: 'and' | 'equal' | 'greaterOrEqual' | 'lessOrEqual' | 'in',
  ...operands: Expression[]
) => ({ kind: 'call', type: 'bool', name, arguments: operands }) as const

describe('the documented queries', () => {
  it('are read: the example request, as it stands', () => {
    const query = `Events
        | where EventTime between (todatetime('2019-01-01') .. endofday(now()))
            and EventType == 'pageview'
            and User.Email != ''
        | take 2`
    const email: Expression = {
      kind: 'path',
      type: 'dynamic',
      of: { kind: 'field', name: 'User', type: 'dynamic' },
      keys: ['Email'],
    }
    const emailText: Expression = { kind: 'call', type: 'string', name: 'toString', arguments: [email] }
    expect(parseKql(query, now)).toEqual([
      {
        kind: 'where',
        predicate: predicate(
          'and',
          predicate(
            'and',
            predicate('greaterOrEqual', when, time('2019-01-01')),
            predicate('lessOrEqual', when, time('2026-11-21T23:59:59.9999999Z')),
          ),
          predicate('and', predicate('equal', field('EventType'), text('pageview')), {
            kind: 'call',
            type: 'bool',
            name: 'not',
            arguments: [{ kind: 'call', type: 'bool', name: 'isEmpty', arguments: [emailText] }],
          }),
        ),
      },
      { kind: 'take', count: 2 },
    ])
  })

  it('are read: take, sample and a list', () => {
    expect(parseKql('Events | take 10', now)).toEqual([{ kind: 'take', count: 10 }])
    expect(parseKql('Events | sample 1', now)).toEqual([{ kind: 'sample', count: 1 }])
    expect(parseKql('Events | where DeviceId in ("device1", "device2", "device3")', now)).toEqual([
      {
        kind: 'where',
        predicate: predicate('in', field('DeviceId'), text('device1'), text('device2'), text('device3')),
      },
    ])
  })

  it('are read: conditions joined by and, and by another where', () => {
    const product = predicate('equal', field('EventType'), text('product'))
    const sweden = predicate('equal', field('CountryCode'), text('SE'))
    expect(parseKql('Events | where EventType == "product" and CountryCode == "SE" | take 25', now)).toEqual([
      { kind: 'where', predicate: predicate('and', product, sweden) },
      { kind: 'take', count: 25 },
    ])
    expect(parseKql('Events | where EventType == "product" | where CountryCode == "SE"', now)).toEqual([
      { kind: 'where', predicate: product },
      { kind: 'where', predicate: sweden },
    ])
  })

  it('are read: a condition on what was counted', () => {
    const query = 'Events | summarize Count = count() by DeviceId | where Count >= 5'
    expect(parseKql(query, now)).toEqual([
      {
        kind: 'summarize',
        by: [{ name: 'DeviceId', value: field('DeviceId') }],
        columns: [{ name: 'Count', value: { type: 'long', name: 'count', arguments: [] } }],
      },
      {
        kind: 'where',
        predicate: predicate(
          'greaterOrEqual',
          { kind: 'field', name: 'Count', type: 'long' },
          { kind: 'literal', type: 'long', value: 5n },
        ),
      },
    ])
  })
})
