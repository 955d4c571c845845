// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createDetail } from '../../../../../src/live/page/panels/event/detail.ts'
import { explain } from '../../../../../src/live/page/panels/event/explanation.ts'
import { labelsOf } from '../../../../../src/live/page/panels/stream/labels-of.ts'
import { matches } from '../../../../../src/live/page/panels/stream/matches.ts'
import { readReferrer } from '../../../../../src/live/page/panels/stream/read-referrer.ts'
import { streamRow } from '../../../../../src/live/page/panels/stream/stream-row.ts'
import { kalturaParameters } from '../../../../../src/protocols/kaltura/reference.ts'
import { documented, documentedPayload } from '../../../../support/trackevent.ts'
import { hostile, kalturaOf } from '../../support/events.ts'
import { get, openBody, textsOf } from '../../support/page.ts'

beforeEach(openBody)

describe('an event of Kaltura’s in the stream', () => {
  it('has the name of its type, what it is about, and the page that it names', () => {
    document.body.replaceChildren(streamRow(kalturaOf(`${documented}&userId=Ann`)))
    expect(get('.type').textContent).toBe('kaltura/playRequested')
    expect(textsOf('.label')).toEqual(['entryId 0_n5nbuy6i', 'position 18'])
    expect(get('.page').textContent).toBe(
      'abc.go.com/shows/the-bachelorette/video/most-recent/VDKA0_lawz79v7',
    )
    expect(get('.visitor').textContent).toBe('Ann')
  })

  it('is found by what it shows, and by no name that Rivet’s events have', () => {
    const event = kalturaOf('eventType=35&entryId=0_a&targetPosition=60&labels=abc&category=embed')
    expect(labelsOf(event)).toEqual([
      ['entryId', '0_a'],
      ['targetPosition', '60'],
    ])
    expect(matches(event, 'kaltura/seek 0_A')).toBe(true)
    expect(matches(event, 'embed')).toBe(false)
  })
})

describe('a referrer', () => {
  const address = 'https://abc.example/a?b=c&d=é'
  it.each([
    ['plain', address],
    ['encoded', encodeURIComponent(address)],
    ['encoded twice', encodeURIComponent(encodeURIComponent(address))],
  ])('is read when it is %s', (_, text) => expect(readReferrer(text)).toBe(address))

  it('is read when it is Base64', () => {
    expect(readReferrer(btoa('https://abc.example/'))).toBe('https://abc.example/')
  })

  it.each(['', 'abc', '%ZZ', 'javascript:alert(1)', btoa('javascript:alert(1)'), hostile])(
    'stays as it is when it is none (%j)',
    (text) => expect(readReferrer(text)).toBe(text),
  )
})

describe('the detail of an event of Kaltura’s', () => {
  const sent = '.event-dialog .detail-body > .parameters'

  it('explains what was sent, documented or not, with all its values', () => {
    createDetail(vi.fn(), vi.fn())(kalturaOf('eventType=3&position=75&vendor=a&vendor=b&joinTime='))
    expect(get('#event-heading').textContent).toBe('kaltura/play')
    expect(textsOf(`${sent} .name`)).toEqual(['eventType', 'position', 'joinTime', 'vendor'])
    expect(textsOf(`${sent} .value`)).toEqual(['3', '75', '', 'a', 'b'])
    expect(textsOf(`${sent} .note`)).toEqual(['Play began', '1:15'])
    expect(textsOf(`${sent} .meaning`).at(-1)).toBe('Not among the documented parameters.')
    expect(textsOf(`${sent} .letter`)).toEqual([])
  })

  it('names what was not sent, but for what few events have', () => {
    createDetail(vi.fn(), vi.fn())(kalturaOf('eventType=3'))
    const common = kalturaParameters.filter(({ rare }) => !rare).map(({ name }) => name)
    expect(textsOf('.unsent .name')).toEqual(common.filter((name) => name !== 'eventType'))
  })

  it('explains every parameter of the documentation’s example', () => {
    const explained = explain(kalturaOf(documented)).filter(({ values }) => values.length > 0)
    expect(Object.fromEntries(explained.map(({ name, values }) => [name, values[0]]))).toEqual(
      documentedPayload,
    )
    expect(explained.map(({ meaning }) => meaning)).not.toContain('Not among the documented parameters.')
    const notes = Object.fromEntries(explained.map(({ name, note }) => [name, note]))
    expect(notes.referrer).toMatch(/^http:\/\/abc\.go\.com\//)
    expect(notes.sessionStartTime).toMatch(/2015/)
  })

  it('shows hostile names and values as text', () => {
    const name = encodeURIComponent(hostile)
    createDetail(vi.fn(), vi.fn())(kalturaOf(`${name}=${name}&__proto__=x&constructor=y`))
    expect(textsOf(`${sent} .name`)).toEqual(expect.arrayContaining([hostile, '__proto__', 'constructor']))
    expect(textsOf(`${sent} .value`)).toContain(hostile)
    expect(get('.event-dialog').querySelector('img, script')).toBeNull()
  })
})
