import './stream-row.css'
import type { LiveEvent } from '../../../../model/event.ts'
import { kindOf } from '../../../../model/kind.ts'
import { element } from '../../ui/element.ts'
import { clock, shortAddress, shorten } from '../../ui/format.ts'
import { typeName } from '../counts/type-name.ts'
import { labelsOf } from './labels-of.ts'
import { readReferrer } from './read-referrer.ts'

const LONGEST_TEXT = 160
const VISITOR_LENGTH = 8

const text = (className: string, value: string): HTMLElement =>
  element('span', className, shorten(value, LONGEST_TEXT))

/** One line of the stream: a button that tells the event in short. */
export function streamRow(event: LiveEvent): HTMLLIElement {
  const { time, page = '', visitor = '' } = event
  const { category, action } = kindOf(event)
  const labels = labelsOf(event).map(([name, value]) =>
    element('span', 'label', text('label-name', name), ' ', text('label-value', value)),
  )
  const button = element(
    'button',
    'row',
    element('span', 'time', clock(time)),
    typeName(category, action),
    element('span', 'labels', ...labels),
    text('page', shortAddress(event.dialect === 'kaltura' ? readReferrer(page) : page)),
    element('span', 'visitor', visitor.slice(0, VISITOR_LENGTH)),
  )
  button.type = 'button'
  button.dataset.id = event.id
  return element('li', '', button)
}
