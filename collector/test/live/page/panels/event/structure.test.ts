// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { structure } from '../../../../../src/live/page/panels/event/structure.ts'
import { hostile } from '../../support/events.ts'

it('shows an object as names with their values', () => {
  const shown = structure({ total: 9.5, currency: 'EUR' })
  expect(shown.tagName).toBe('DL')
  expect([...shown.children].map((pair) => [...pair.children].map((part) => part.textContent))).toEqual([
    ['total', '9.5'],
    ['currency', 'EUR'],
  ])
})

it('shows an array as numbered items', () => {
  const shown = structure(['a', 2, true, null, ''])
  expect(shown.tagName).toBe('OL')
  expect([...shown.children].map(({ textContent }) => textContent)).toEqual(['a', '2', 'true', 'null', ''])
})

it('shows one inside the other', () => {
  const shown = structure({ items: [{ sku: 'A-1' }, { sku: 'B-2' }] })
  expect(
    [...shown.querySelectorAll('dl > div > dd > ol > li > dl dd')].map((value) => value.textContent),
  ).toEqual(['A-1', 'B-2'])
})

it('shows what is empty as an empty list', () => {
  expect(
    [structure({}), structure([])].map(({ tagName, childNodes }) => [tagName, childNodes.length]),
  ).toEqual([
    ['DL', 0],
    ['OL', 0],
  ])
})

it('shows hostile names and values as text', () => {
  const shown = structure({ [hostile]: [hostile] })
  expect(shown.textContent).toBe(hostile + hostile)
  expect(shown.querySelector('img, script')).toBeNull()
})
