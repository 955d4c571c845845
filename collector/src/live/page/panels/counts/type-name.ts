import './type-name.css'
import { element } from '../../ui/element.ts'
import { shorten } from '../../ui/format.ts'

const LONGEST_PART = 80

/** `category/action`, each kept apart from the other: either may be written right to left, or be of any length. */
export const typeName = (category: string, action: string): HTMLElement =>
  element(
    'span',
    'type',
    element('span', 'category', shorten(category, LONGEST_PART)),
    '/',
    element('span', 'action', shorten(action, LONGEST_PART)),
  )
