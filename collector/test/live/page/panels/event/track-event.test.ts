// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { createDetail } from '../../../../../src/live/page/panels/event/detail.ts'
import { matches } from '../../../../../src/live/page/panels/stream/matches.ts'
import { streamRow } from '../../../../../src/live/page/panels/stream/stream-row.ts'
import { hostile, trackOf } from '../../support/events.ts'
import { get, openBody, textsOf } from '../../support/page.ts'

beforeEach(openBody)

it('shows in the stream what happened, and on which page', () => {
  const event = trackOf({ value: 'Visited.', pageTitle: 'Home', pageUri: 'https://shop.example/en/' })
  document.body.replaceChildren(streamRow(event))
  expect(get('.type').textContent).toBe('profile-store/home')
  expect(textsOf('.label')).toEqual(['value Visited.', 'title Home'])
  expect(get('.page').textContent).toBe('shop.example/en/')
  expect(get('.visitor').textContent).toBe('d')
})

it('is found by its dialect, its type and what happened', () => {
  const event = trackOf({ value: 'Visited.' })
  expect(matches(event, 'profile-store/HOME visited')).toBe(true)
  expect(matches(event, 'kaltura')).toBe(false)
})

it('is explained field by field, its time to 100 ns and its payload as a structure', () => {
  const eventTime = '2017-09-15T07:16:34.7957819Z'
  createDetail(vi.fn(), vi.fn())(trackOf({ eventTime, payload: { cart: [1, hostile] }, user: { name: 'N' } }))
  expect(textsOf('.event-dialog .detail-body > .parameters .name')).toEqual(
    expect.arrayContaining(['EventTime', 'EventType', 'Value', 'DeviceId', 'Payload', 'User', 'Scope']),
  )
  expect(textsOf('.event-dialog .detail-body > .parameters .value')).toContain(eventTime)
  expect(textsOf('.event-dialog .detail-body .pairs .scalar')).toEqual(['1', hostile, 'N'])
  expect(textsOf('.unsent .name')).toContain('TrackId')
})

it.each([null, [], [1], 'text', 0, false, { labels: null }, JSON.parse('['.repeat(90) + ']'.repeat(90))])(
  'may have the payload %j',
  (payload) => {
    const event = trackOf({ payload })
    expect(matches(event, 'home')).toBe(true)
    document.body.append(streamRow(event))
    createDetail(vi.fn(), vi.fn())(event)
    const said = textsOf('.event-dialog .detail-body > .parameters .value')
    if (payload === null) expect(textsOf('.unsent .name')).toContain('Payload')
    else expect(said).toContain(typeof payload === 'string' ? payload : JSON.stringify(payload))
  },
)
