// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import type { DeliveryHealth } from '../../../../../src/live/delivery-stats.ts'
import { createPageState } from '../../../../../src/live/page/page-state.ts'
import { createDelivery } from '../../../../../src/live/page/panels/delivery/delivery.ts'
import { deliveryOf, hostile, summaryOf, updateOf } from '../../support/events.ts'
import { figureCalled, get, isShown, openBody, textsOf } from '../../support/page.ts'

const start = (health?: Partial<DeliveryHealth>) => {
  const board = createPageState()
  const { element, draw } = createDelivery(board, document.createElement('div'))
  get('main').append(element)
  if (health) board.reset(summaryOf({ delivery: deliveryOf(health) }))
  draw()
  return {
    news(next: Partial<DeliveryHealth>) {
      board.merge(updateOf({ delivery: deliveryOf(next) }))
      draw()
    },
  }
}

const figures = () => ({
  lost: figureCalled('Lost'),
  delivered: figureCalled('Arrived'),
  missing: figureCalled('Missing'),
  waiting: figureCalled('On their way'),
  repeated: figureCalled('Repeats suppressed'),
})

beforeEach(openBody)

it('says nothing before it knows anything', () => {
  start()
  expect(get('.summary').textContent).toBe('')
  expect([isShown('.no-senders'), isShown('.measured')]).toEqual([false, false])
})

it('says that there is nothing to measure until an event has a number', () => {
  const { news } = start({})
  expect(get('.summary').textContent).toBe('Nothing to measure yet')
  expect([isShown('.no-senders'), isShown('.measured')]).toEqual([true, false])
  news({ expected: 1, stored: 1 })
  expect([isShown('.no-senders'), isShown('.measured')]).toEqual([false, true])
})

it('tells that all is well, and when it no longer is', () => {
  const { news } = start({ expected: 12, stored: 12, repeated: 5 })
  expect(figures()).toEqual({ lost: '0%', delivered: '12', missing: '0', waiting: '0', repeated: '5' })
  expect(get('.summary').dataset.state).toBe('well')
  expect(isShown('.reported')).toBe(false)
  news({ expected: 50, stored: 47, missing: 1, waiting: 2, reported: 1, repeated: 6, ledger: { expired: 1 } })
  expect(figures()).toEqual({ lost: '2%', delivered: '47', missing: '1', waiting: '2', repeated: '6' })
  expect(get('.summary').dataset.state).toBe('losses')
  expect([isShown('.reported'), textsOf('.reported .loss')]).toEqual([true, ['expired 1']])
})

it('lists what senders report as lost, the largest first, and nothing that is no loss', () => {
  start({
    expected: 9,
    missing: 9,
    ledger: {
      recorded: 9,
      delivered: 1,
      retried: 1,
      adopted: 1,
      invalid: 1,
      expired: 1,
      'outbox-full': 3,
      old: 0,
    },
  })
  expect(textsOf('.reported .loss')).toEqual(['outbox-full 3', 'expired 1'])
})

it('shows eight reasons at most, however many senders make up, as text', () => {
  const ledger = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${hostile}${at}`, at + 1]))
  start({ expected: 9, ledger })
  expect(textsOf('.reported .label-name')[0]).toBe(`${hostile}19`)
  expect(textsOf('.reported .loss')).toHaveLength(8)
  expect(get('.measured').querySelector('img, script')).toBeNull()
})

it('leaves the sentence alone while it stays the same, so that it is read out once', () => {
  const { news } = start({ expected: 2, stored: 2 })
  const before = get('.summary').firstChild
  news({ expected: 2, stored: 2, repeated: 9 })
  expect(get('.summary').firstChild).toBe(before)
})

it('says why events have no number: of Profile Store, or of others', () => {
  const board = createPageState()
  const { element, draw } = createDelivery(board, document.createElement('div'))
  get('main').append(element)
  const shownOf = (total: number, ofProfileStore: number): string | null => {
    const counts = ofProfileStore
      ? [{ category: 'profile-store', action: 'pageview', count: ofProfileStore }]
      : []
    board.reset(summaryOf({ total, counts, delivery: deliveryOf({ expected: 3, stored: 3 }) }))
    draw()
    return get('.uncounted').textContent
  }
  expect(shownOf(5, 2)).toBe(
    '2 more events are stored without a sender’s number: Profile Store events carry none. Not counted here.',
  )
  expect(shownOf(4, 0)).toMatch(/^1 more event is .*, by another library or by hand/)
  expect(shownOf(8, 2)).toMatch(/^5 more .*: 2 of Profile Store, .*, 3 by another library or by hand/)
})

it('says that events were erased where fewer are stored than have arrived, and how many were invalid', () => {
  const board = createPageState()
  const { element, draw } = createDelivery(board, document.createElement('div'))
  get('main').append(element)
  const health = { expected: 52, stored: 52, ledger: { invalid: 5 } }
  board.reset(summaryOf({ total: 45, delivery: deliveryOf(health) }))
  draw()
  expect(isShown('.uncounted')).toBe(true)
  expect(get('.uncounted').textContent).toMatch(
    /^At least 7 of these were erased since, .* without a sender’s number/,
  )
  expect(get('.summary').textContent).toBe('Nothing lost: 52 of 52, and 5 invalid')
  expect([isShown('.invalid'), get('.invalid').textContent]).toEqual([
    true,
    expect.stringMatching(/^5 invalid: .* never sent them/),
  ])
  board.reset(summaryOf({ total: 52, delivery: deliveryOf({ expected: 52, stored: 52 }) }))
  draw()
  expect([isShown('.uncounted'), isShown('.invalid')]).toEqual([false, false])
})
