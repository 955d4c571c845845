// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createPageState } from '../../../../../src/live/page/page-state.ts'
import { createSenders } from '../../../../../src/live/page/panels/senders/senders.ts'
import type { Sender } from '../../../../../src/model/sender.ts'
import { deliveryOf, hostile, range, senderOf, summaryOf, updateOf } from '../../support/events.ts'
import { get, isShown, openBody, textsOf } from '../../support/page.ts'

const seenAt = 1795000001000

const start = (...senders: Sender[]) => {
  const board = createPageState()
  const onOpen = vi.fn()
  let now = seenAt
  const { element, draw } = createSenders(board, () => now, onOpen)
  get('main').append(element)
  board.reset(summaryOf({ delivery: deliveryOf({}, ...senders) }))
  draw()
  return {
    onOpen,
    draw,
    later(milliseconds: number) {
      now += milliseconds
      draw()
    },
    news(...changed: Sender[]) {
      board.merge(updateOf({ delivery: deliveryOf({}, ...changed) }))
      draw()
    },
  }
}

const names = () => textsOf('.senders tbody .sender')
const cells = (row = 0) =>
  [...get('.senders tbody').children[row]!.children].map(({ textContent }) => textContent)
const many = (count: number) => range(count, 1).map((at) => senderOf(`s${at}`, { stored: 1, highest: 1 }))

beforeEach(openBody)

describe('a sender’s line', () => {
  it('tells what was recorded, stored, missing, repeated, retried and reported', () => {
    start(
      senderOf('f3K', {
        stored: 9,
        highest: 11,
        repeated: 4,
        ledger: { recorded: 12, retried: 2, expired: 1, 'outbox-full': 2 },
      }),
    )
    expect(cells()).toEqual(['f3K', '12', '9', '3', '4', '2', 'outbox-full 2expired 1'])
  })

  it('goes by the highest number where the sender has reported nothing', () => {
    start(senderOf('f3K', { stored: 9, highest: 11 }))
    expect(cells().slice(0, 3)).toEqual(['f3K', '11', '9'])
  })

  it('waits for what is not stored until the sender was not seen for a minute', () => {
    const { later } = start(
      senderOf('f3K', { stored: 1, highest: 4, lastSeen: seenAt, ledger: { expired: 1 } }),
    )
    expect(cells()[3]).toBe('12 waiting')
    later(59_999)
    expect(cells()[3]).toBe('12 waiting')
    later(1)
    expect(cells()[3]).toBe('3')
  })

  it('shows hostile names as text, and not whole where they are long', () => {
    start(senderOf(hostile), senderOf('x'.repeat(500)))
    expect(names()[0]).toBe(`${hostile.slice(0, 40)}…`)
    expect(names()[1]).toHaveLength(41)
    expect(get('.senders tbody').querySelector('img, script')).toBeNull()
  })

  it('opens the sender as it is now', () => {
    const { onOpen, news } = start(senderOf('a', { stored: 1 }))
    news(senderOf('a', { stored: 2 }))
    get('.senders tbody .sender').click()
    expect(onOpen.mock.calls).toEqual([[senderOf('a', { stored: 2 })]])
  })
})

describe('the table of senders', () => {
  it('is not there while there are none', () => {
    const { news } = start()
    expect([isShown('.sender-table'), isShown('.senders .link')]).toEqual([false, false])
    news(senderOf('a'))
    expect([isShown('.sender-table'), isShown('.senders .link')]).toEqual([true, false])
  })

  it('shows the five seen last, and all who are known on demand', () => {
    start(...many(12))
    expect(names()).toEqual(['s12', 's11', 's10', 's9', 's8'])
    get('.senders .link').click()
    expect(names()).toHaveLength(12)
    expect(get('.senders .link').textContent).toBe('Show fewer')
    get('.senders .link').click()
    expect(names()).toHaveLength(5)
    expect(get('.senders .link').textContent).toBe('Show the last 12')
  })

  it('puts whoever was heard of on top, and keeps fifty', () => {
    const { news } = start(...many(50))
    get('.senders .link').click()
    news(senderOf('new'), senderOf('s3', { stored: 2 }))
    expect(names().slice(0, 3)).toEqual(['new', 's3', 's50'])
    expect(names()).toHaveLength(50)
    expect(names()).not.toContain('s1')
  })

  it('keeps its lines in place while somebody points at it, though their figures change', () => {
    const { news } = start(senderOf('a', { stored: 1 }), senderOf('b', { stored: 1 }))
    get('.senders tbody').dispatchEvent(new Event('pointerenter'))
    news(senderOf('c'), senderOf('b', { stored: 7 }))
    expect(names()).toEqual(['a', 'b'])
    expect(cells(1)[2]).toBe('7')
    get('.senders tbody').dispatchEvent(new Event('pointerleave'))
    expect(names()).toEqual(['c', 'b', 'a'])
  })

  it('moves lines and does not make them anew, so that the focus stays', () => {
    const { news } = start(senderOf('a'), senderOf('b'))
    const before = get('.senders tbody').children[1]
    news(senderOf('b', { stored: 1 }))
    expect(get('.senders tbody').children[0]).toBe(before)
  })
})
