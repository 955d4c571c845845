// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDetail } from '../../../../../src/live/page/panels/event/detail.ts'
import type { Playback, PlaybackEvent } from '../../../../../src/store/store.ts'
import { eventOf, hostile, kalturaOf } from '../../support/events.ts'
import { get, openBody, textsOf } from '../../support/page.ts'

const received = 1795000001000

const step = (id: number, name: string, facts: Partial<PlaybackEvent> = {}): PlaybackEvent => ({
  id: String(id),
  type: `kaltura/${name}`,
  received,
  index: id,
  ...facts,
})

/** What the collector would say of the session. */
const answer = (playback: Playback, status = 200) => {
  const asked = vi.fn(async (_address: string) => Response.json(playback, { status }))
  vi.stubGlobal('fetch', asked)
  return asked
}

const open = (query: string, id = 1) => createDetail(vi.fn(), vi.fn())(kalturaOf(query, id))

beforeEach(openBody)
afterEach(() => vi.unstubAllGlobals())

const session = [
  step(1, 'play', { position: 0 }),
  step(2, 'bufferEnd', { position: 30, waited: 2.5 }),
  step(3, 'seek', { position: 60, target: 90 }),
  step(4, 'reached50', { position: 90 }),
]

describe('the playback session of an event', () => {
  it('is asked for by its name, and drawn with a line for each segment', async () => {
    const asked = answer({ events: session, isCut: false })
    await open('sessionId=S%26%3D&eventType=46', 2)
    expect(asked.mock.calls[0]?.[0]).toBe('live/playback?session=S%26%3D')
    const lines = [...document.querySelectorAll('.segment')]
    expect(lines.map((line) => [...line.querySelectorAll('.mark')].map((mark) => mark.className))).toEqual([
      ['mark dot', 'mark stall chosen', 'mark seek'],
      ['mark quartile'],
    ])
    const played = get('.played')
    expect([played.style.getPropertyValue('--at'), Number(played.style.getPropertyValue('--end'))]).toEqual([
      '0',
      60 / 90,
    ])
    expect(textsOf('.axis span')).toEqual(['0:00', '0:45', '1:30'])
    expect(textsOf('.legend .meant')).toEqual([' quartile', ' seek', ' stall'])
  })

  it('says in words what is chosen, what is pointed at, and all there is', async () => {
    answer({ events: session, isCut: false })
    await open('sessionId=S&eventType=46', 2)
    const chosen = '0:30: The stall is over, after 2.5 s'
    expect(get('.readout').textContent).toBe(chosen)
    get('.mark.seek').dispatchEvent(new Event('pointerover', { bubbles: true }))
    expect(get('.readout').textContent).toBe('1:00: Moved to another position, to 1:30')
    get('.timeline').dispatchEvent(new Event('pointerleave'))
    expect(get('.readout').textContent).toBe(chosen)
    expect(textsOf('.step')).toEqual([
      '10:00Play began',
      '20:30The stall is over, after 2.5 s',
      '31:00Moved to another position, to 1:30',
      '41:30Reached 50 %',
    ])
    expect(get('.step[aria-current]').textContent).toContain('stall')
  })

  it('tells together what lies on each other', async () => {
    answer({ events: [step(1, 'pause', { position: 9 }), step(2, 'resume', { position: 9 })], isCut: false })
    await open('sessionId=S')
    get('.mark.pause').dispatchEvent(new Event('pointerover', { bubbles: true }))
    expect(get('.readout').textContent).toBe('0:09: Paused · Play went on after a pause')
  })

  it('says when there is more of it', async () => {
    answer({ events: session, isCut: true })
    await open('sessionId=S')
    expect(get('.playback .note').textContent).toBe('Only its last 4 events are shown.')
  })

  it('is not there where the collector does not tell it', async () => {
    answer({ events: [], isCut: false }, 503)
    await open('sessionId=S&eventType=3')
    expect(get('.playback').textContent).toMatch(/does not show the playback session/)
    expect(textsOf('.event-dialog .detail-body > .parameters .name')).toEqual(['eventType', 'sessionId'])
  })

  it('is not asked for where there is none', async () => {
    const asked = answer({ events: session, isCut: false })
    await open('eventType=3')
    await createDetail(vi.fn(), vi.fn())(eventOf('i=S1'))
    expect(asked).not.toHaveBeenCalled()
    expect(document.querySelector('.playback')).toBeNull()
  })

  it('shows types that are made up as text', async () => {
    answer({ events: [step(1, hostile)], isCut: false })
    await open('sessionId=S')
    expect(get('.step .happened').textContent).toBe(`${hostile.slice(0, 40)}…`)
    expect(get('.event-dialog').querySelector('img, script')).toBeNull()
  })
})
