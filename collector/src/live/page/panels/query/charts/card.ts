import { element } from '../../../ui/element.ts'
import { shorten } from '../../../ui/format.ts'
import type { Row } from '../ask.ts'
import { cellsOf } from '../cells.ts'
import { roundFigure } from './round-figure.ts'

const MOST_VALUES = 12
const LONGEST_TEXT = 60

/** The values of the first row, each with the name of its column, large. */
export const card = (row: Row): HTMLElement =>
  element(
    'dl',
    'card',
    ...Object.entries(row)
      .slice(0, MOST_VALUES)
      .map(([column, value]) =>
        element(
          'div',
          '',
          element('dt', 'quiet', shorten(column, LONGEST_TEXT)),
          element(
            'dd',
            '',
            typeof value === 'number' ? roundFigure(value) : shorten(cellsOf(row, [column]), LONGEST_TEXT),
          ),
        ),
      ),
  )
