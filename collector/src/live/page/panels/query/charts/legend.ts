import { element } from '../../../ui/element.ts'
import { shorten } from '../../../ui/format.ts'
import type { Line } from './series.ts'

const LONGEST_NAME = 60

/**
 * What each line of a drawing is called.
 * @param className - of the samples: how its lines look
 * @param rest - lines that are not drawn
 */
export function legendOf(lines: readonly Line[], className: string, rest: number): HTMLElement {
  return element(
    'p',
    `legend ${className}`,
    ...lines.map(({ name }, index) =>
      element(
        'span',
        'meant',
        element('span', `swatch line-${index + 1}`),
        ` ${shorten(name, LONGEST_NAME)}`,
      ),
    ),
    ...(rest > 0 ? [element('span', '', `and ${rest} more in the table`)] : []),
  )
}
