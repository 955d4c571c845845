// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createDetail } from '../../../../../src/live/page/panels/event/detail.ts'
import { eventParameters } from '../../../../../src/protocols/rivet/parameters.ts'
import { eventOf, hostile, kalturaOf, trackOf } from '../../support/events.ts'
import { get, openBody, textsOf } from '../../support/page.ts'

const open = (query: Record<string, string>, id = 1) => {
  const onClosed = vi.fn()
  const onFollow = vi.fn()
  openBody()
  createDetail(onClosed, onFollow)(eventOf(query, id))
  return { onClosed, onFollow, dialog: get<HTMLDialogElement>('.event-dialog') }
}

const sent = '.event-dialog .detail-body > .parameters'

beforeEach(openBody)

describe('the detail', () => {
  it('explains what was sent, and apart from it what was not', () => {
    const { dialog } = open({ u: 'V1', l1: 'embedId', v1: 'e-42' }, 1234)
    const letters = ['d', 'c', 'a', 'l1', 'v1', 'u', 'o', 'r']
    const meaningsOf = (wanted: boolean) =>
      eventParameters
        .filter(({ letter }) => letters.includes(letter) === wanted)
        .map(({ meaning }) => meaning)
    expect(dialog.open).toBe(true)
    expect(get('#event-heading').textContent).toBe('embed/view')
    expect(get('.event-dialog .detail-time').textContent).toMatch(/^Event 1\D?234, received .*\b2026\b/)
    expect(textsOf(`${sent} .letter`)).toEqual(letters)
    expect(textsOf(`${sent} .value`)).toEqual([
      '1795000000',
      'embed',
      'view',
      'embedId',
      'e-42',
      'V1',
      '1',
      '1',
    ])
    expect(textsOf(`${sent} .meaning`)).toEqual(meaningsOf(true))
    expect(textsOf('.unsent .meaning')).toEqual(meaningsOf(false))
    expect(get('.unsent summary').textContent).toBe('Not sent with this event (9)')
  })

  it('explains what the collector has found out, each once', () => {
    const known = { country: 'SE', city: 'Lund', traffic: 'bot' }
    const names = ['CountryCode', 'City', 'TrafficType']
    for (const event of [eventOf({}, 1), kalturaOf('eventType=3'), trackOf({})]) {
      openBody()
      createDetail(vi.fn(), vi.fn())({ ...event, ...known })
      const shown = textsOf(`${sent} .name`).filter((name) => names.includes(name!))
      expect(shown).toEqual(names)
      expect(textsOf(`${sent} .value`)).toEqual(expect.arrayContaining(Object.values(known)))
    }
    open({})
    expect(textsOf('.event-dialog .name').filter((name) => names.includes(name!))).toEqual([])
  })

  it('shows the next event in place of the last', () => {
    const show = createDetail(vi.fn(), vi.fn())
    show(eventOf('a=click', 1))
    show(eventOf('a=view', 2))
    expect(get('#event-heading').textContent).toBe('embed/view')
    expect(textsOf(`${sent} .letter`)).toEqual(['d', 'c', 'a', 'o', 'r'])
  })

  it('closes and has its visitor or its session followed, where it says who that is', () => {
    const press = (query: Record<string, string>, words: string) => {
      const { dialog, onFollow } = open(query)
      const buttons = [...document.querySelectorAll<HTMLElement>('.following button')]
      buttons.find(({ textContent }) => textContent === words)?.click()
      return [buttons.length, dialog.open, onFollow.mock.calls]
    }
    expect(press({ u: 'V1', i: 'S 1%' }, 'Show only this visitor')).toEqual([2, false, [['visitor:V1']]])
    expect(press({ u: 'V1', i: 'S 1%' }, 'Show only this session')).toEqual([
      2,
      false,
      [['session:S%201%25']],
    ])
    expect(press({ i: 'S1' }, 'Show only this visitor')).toEqual([1, true, []])
    expect(press({}, '')).toEqual([0, true, []])
  })

  it.each([
    ['its button', () => get('.event-dialog header button').click()],
    ['a press beside it', () => get('.event-dialog').click()],
  ])('is closed by %s', (_, close) => {
    const { dialog, onClosed } = open({})
    get('.event-dialog .detail-body').click()
    expect(dialog.open).toBe(true)
    close()
    expect(dialog.open).toBe(false)
    expect(onClosed).toHaveBeenCalledOnce()
  })

  it('shows hostile values as text, also inside a structure', () => {
    const rison = `(name:'${hostile}')`
    open({ c: hostile, u: hostile, q: rison })
    expect(get('#event-heading').textContent).toBe(`${hostile}/view`)
    expect(textsOf(`${sent} .value`)).toContain(hostile)
    expect(get(`${sent} .pairs dd`).textContent).toBe(hostile)
    expect(get('.event-dialog').querySelector('img, script')).toBeNull()
  })
})

describe('Rison', () => {
  it.each(['q', 'x'])('is shown as a structure, with the text that came below it (%s)', (letter) => {
    const rison = "(items:!((sku:A-1),(sku:B-2)),total:9.5,gift:!t,note:'two lamps')"
    open({ [letter]: rison })
    expect(textsOf(`${sent} dd > .pairs > div > dt`)).toEqual(['items', 'total', 'gift', 'note'])
    expect(textsOf(`${sent} .items li`)).toEqual(['skuA-1', 'skuB-2'])
    expect(textsOf(`${sent} dd > .pairs > div > dd > .scalar`)).toEqual(['9.5', 'true', 'two lamps'])
    expect(textsOf(`${sent} .raw`)).toEqual([rison])
  })

  it.each([
    ['broken', '(items:!('],
    ['JSON', '{"total":9}'],
    ['a word', 'sale'],
    ['a number', '42'],
    ['null', '!n'],
    ['empty', ''],
    ['nested beyond reason', '!('.repeat(20_000) + ')'.repeat(20_000)],
    ['nested deeper than a browser can lay out', '!('.repeat(1000) + ')'.repeat(1000)],
  ])('falls back to the text where it is %s', (_, text) => {
    open({ q: text })
    expect(textsOf(`${sent} .pairs, ${sent} .items, ${sent} .raw`)).toEqual([])
    expect(textsOf(`${sent} .value`)).toContain(text)
  })

  it('is not looked for in other parameters', () => {
    open({ u: '(a:1)' })
    expect(textsOf(`${sent} .pairs`)).toEqual([])
  })
})
