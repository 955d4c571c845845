import { expect, it } from 'vitest'
import { summary } from '../../../../../src/live/page/panels/delivery/summary.ts'
import { deliveryOf } from '../../support/events.ts'

type Health = Parameters<typeof summary>[0]

it.each<[given: Partial<Health>, state: string, text: string]>([
  [{}, 'empty', 'Nothing to measure yet'],
  [{ expected: 12, stored: 12 }, 'well', 'Nothing lost: 12 of 12'],
  [{ expected: 12, stored: 9, waiting: 3 }, 'well', 'Nothing lost so far: 9 of 12, 3 on their way'],
  [{ expected: 12, stored: 9, missing: 3, reported: 3 }, 'losses', '3 of 12 lost, as their senders report'],
  [{ expected: 12, stored: 9, missing: 3 }, 'losses', '3 of 12 lost, unexplained'],
  [
    { expected: 12, stored: 8, waiting: 1, missing: 3, reported: 2 },
    'losses',
    '3 of 12 lost: 2 reported, 1 unexplained',
  ],
])('of %j is “%s”', (given, state, text) => {
  expect(summary(deliveryOf(given).health)).toEqual({ state, text })
})
