// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createPageState } from '../../../../../src/live/page/page-state.ts'
import { createStream } from '../../../../../src/live/page/panels/stream/stream.ts'
import type { LiveEvent } from '../../../../../src/model/event.ts'
import { eventOf, eventsOf, hostile, range, summaryOf, updateOf } from '../../support/events.ts'
import { get, isShown, openBody, textsOf } from '../../support/page.ts'

const start = (...recent: LiveEvent[]) => {
  const board = createPageState()
  const onOpen = vi.fn()
  const stream = createStream(board, onOpen)
  get('main').append(stream.element)
  board.reset(summaryOf({ total: recent.length, recent }))
  stream.draw()
  const arrive = (...events: LiveEvent[]) => {
    board.merge(updateOf({ total: board.total + events.length, events }))
    stream.draw()
  }
  return { board, stream, onOpen, arrive }
}

/** The ids of the events on the page, from the top. */
const ids = () =>
  [...document.querySelectorAll<HTMLElement>('.rows .row')].map((row) => Number(row.dataset.id))

const type = (words: string) => {
  const input = get<HTMLInputElement>('#filter')
  input.value = words
  input.dispatchEvent(new Event('input'))
}

beforeEach(openBody)

describe('the stream', () => {
  it('puts new events on top', () => {
    const { arrive } = start(...eventsOf(2, 1))
    arrive(...eventsOf(3, 4))
    expect(ids()).toEqual([4, 3, 2, 1])
  })

  it('shows two hundred rows at most', () => {
    const { arrive } = start(...eventsOf(...range(150, 1)))
    arrive(...eventsOf(...range(151, 240)))
    expect(ids()).toEqual(range(240, 41))
    arrive(...eventsOf(...range(241, 540)))
    expect(ids()).toEqual(range(540, 341))
  })

  it('lights up new rows, unless they are too many to follow', () => {
    const { arrive } = start()
    const lit = () => document.querySelectorAll('.rows .new').length
    arrive(...eventsOf(...range(1, 12)))
    expect(lit()).toBe(12)
    arrive(...eventsOf(...range(13, 25)))
    expect(lit()).toBe(12)
  })

  it('says that there are no events until there is one', () => {
    const { arrive } = start()
    expect([isShown('.empty'), isShown('.no-match')]).toEqual([true, false])
    arrive(...eventsOf(1))
    expect([isShown('.empty'), isShown('.no-match')]).toEqual([false, false])
  })

  it('shows nothing of the store before, when another is behind the collector', () => {
    const { board, stream } = start(...eventsOf(9, 8))
    board.reset(summaryOf({ total: 2, recent: eventsOf(2, 1) }))
    stream.draw()
    expect(ids()).toEqual([2, 1])
  })

  it('shows hostile values as text', () => {
    start(eventOf({ c: hostile, a: hostile, l1: hostile, v1: hostile, u: hostile, rr: hostile }))
    expect(get('.rows .category').textContent).toBe(hostile)
    expect(get('.rows .label-value').textContent).toBe(hostile)
    expect(get('.rows .page').textContent).toBe(hostile)
    expect(get('.rows').querySelector('img, script')).toBeNull()
  })

  it('lays out only the beginning of what is long', () => {
    start(eventOf({ c: 'c'.repeat(200), v1: 'v'.repeat(1000), l1: 'l' }))
    expect(get('.rows .category').textContent).toBe(`${'c'.repeat(80)}…`)
    expect(get('.rows .label-value').textContent).toBe(`${'v'.repeat(160)}…`)
  })

  it('opens the event that is clicked', () => {
    const { onOpen } = start(...eventsOf(3, 2, 1))
    get('.rows [data-id="2"] .label').click()
    expect(onOpen.mock.calls).toEqual([[...eventsOf(2)]])
  })

  it('moves the focus by arrow keys', () => {
    start(...eventsOf(3, 2, 1))
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    get('.rows [data-id="3"]').focus()
    for (const [key, id] of [
      ['ArrowDown', '2'],
      ['ArrowDown', '1'],
      ['ArrowDown', '1'],
      ['ArrowUp', '2'],
    ] as const) {
      press(key)
      expect((document.activeElement as HTMLElement).dataset.id).toBe(id)
    }
  })
})

describe('a stream that stands still', () => {
  const pause = () => get('.stream-head button').click()
  const point = (type: string) => get('.rows').dispatchEvent(new Event(type))
  const dialog = () =>
    document.querySelector('dialog') ?? document.body.appendChild(document.createElement('dialog'))

  it.each([
    ['it is paused', pause, pause, /^Paused, 2 new$/],
    [
      'somebody points at it',
      () => point('pointerenter'),
      () => point('pointerleave'),
      /^Held while you look, 2 new$/,
    ],
    [
      'the focus is in it',
      () => get('.rows .row').focus(),
      () => get('.rows .row').blur(),
      /^Held while you look, 2 new$/,
    ],
    ['a dialog is open', () => dialog().showModal(), () => dialog().close(), /^Held while you look, 2 new$/],
  ])('does so while %s, counts what comes, and shows it afterwards', (_, hold, release, said) => {
    const { arrive, stream } = start(...eventsOf(1))
    hold()
    arrive(...eventsOf(2, 3))
    expect(ids()).toEqual([1])
    expect(isShown('.held')).toBe(true)
    expect(get('.held').textContent).toMatch(said)
    release()
    stream.draw()
    expect(ids()).toEqual([3, 2, 1])
    expect(isShown('.held')).toBe(false)
  })

  it('names the button by what it does next', () => {
    start()
    const names = [1, 2, 3].map(() => {
      const name = get('.stream-head button').textContent
      pause()
      return name
    })
    expect(names).toEqual(['Pause', 'Resume', 'Pause'])
  })

  it('filters what it shows, without letting in what has come since', () => {
    const { arrive } = start(...eventsOf(2, 1))
    pause()
    arrive(eventOf('l1=n&v1=1', 3))
    type('1')
    expect(ids()).toEqual([1])
    pause()
    expect(ids()).toEqual([3, 1])
  })
})

describe('the filter', () => {
  it('leaves what it matches, of the events shown and of those to come', () => {
    const { arrive } = start(eventOf('a=click', 2), eventOf('a=view', 1))
    type(' CLICK ')
    expect(ids()).toEqual([2])
    arrive(eventOf('a=view', 3), eventOf('a=click', 4))
    expect(ids()).toEqual([4, 2])
    type('')
    expect(ids()).toEqual([4, 3, 2, 1])
  })

  it('says so when nothing matches', () => {
    start(...eventsOf(1))
    type('elsewhere')
    expect([ids(), isShown('.no-match'), isShown('.empty')]).toEqual([[], true, false])
    type('')
    expect([ids(), isShown('.no-match')]).toEqual([[1], false])
  })

  it('can be set from elsewhere, and then stands in its field', () => {
    const { stream } = start(eventOf('a=click', 2), eventOf('a=view', 1))
    stream.filterBy('embed/view')
    expect([ids(), get<HTMLInputElement>('#filter').value]).toEqual([[1], 'embed/view'])
    expect(textsOf('.rows .type')).toEqual(['embed/view'])
  })
})
