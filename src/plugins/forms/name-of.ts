import { inherited } from '../../lib/inherited.ts'

/**
 * What the page calls a form or field; nothing where it does not. Not by properties: in a form with a field of that
 * name, `form.id` is the field.
 */
export const nameOf = (element: Element): string | undefined =>
  inherited(element, 'getAttribute')('name') || inherited(element, 'getAttribute')('id') || undefined
