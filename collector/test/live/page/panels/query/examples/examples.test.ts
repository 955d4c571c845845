import { expect, it } from 'vitest'
import { subjectOf } from '../../../../../../src/live/page/panels/query/examples/examples.ts'
import { eventOf, hostile, kalturaOf } from '../../../support/events.ts'

it('asks about the type and the payload of the last event', () => {
  expect(subjectOf([eventOf('c=page&a=view&l1=place&v1=hero'), eventOf({})])).toEqual({
    type: 'page/view',
    path: 'labels.place',
    value: 'hero',
  })
  expect(subjectOf([kalturaOf('eventType=3&entryId=1_tide')])).toMatchObject({ type: 'kaltura/play' })
})

it('asks about something usual where nothing has arrived, or nothing plain', () => {
  const usual = { type: 'embed/view', path: 'labels.embedId', value: 'e-42' }
  expect(subjectOf([])).toEqual(usual)
  const payload = { [hostile]: hostile, 'a b': 'x', quoted: 'say "x"', list: ['x'], nothing: null }
  const event = { ...eventOf({}), type: hostile }
  expect(subjectOf([{ ...event, payload }])).toEqual(usual)
})
