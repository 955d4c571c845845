import './counts.css'
import type { Count } from '../../../../store/store.ts'
import type { PageState } from '../../page-state.ts'
import { element } from '../../ui/element.ts'
import { figure } from '../../ui/format.ts'
import { keepRows, type Row } from '../../ui/keep-rows.ts'
import type { Panel } from '../../ui/panel.ts'
import { countsMarkup } from './counts-markup.ts'
import { typeName } from './type-name.ts'

const SHOWN_AT_FIRST = 8

/**
 * The table of counts by category and action.
 * @param onChoose - called with the type (`embed/view`) somebody asks to see alone
 */
export function createCounts(pageState: PageState, onChoose: (type: string) => void): Panel {
  const { element: panel, rows, nothing, more } = countsMarkup()
  let largest = 1
  let all = false
  const show = keepRows<Count>(
    rows,
    ({ category, action }) => JSON.stringify([category, action]),
    (count) => createRow(count, onChoose, () => largest),
  )

  more.addEventListener('click', () => {
    all = !all
    draw()
  })

  function draw(): void {
    const counts = pageState.counts()
    // All are a thousand at most: the collector counts no more kinds.
    const shown = all ? counts : counts.slice(0, SHOWN_AT_FIRST)
    largest = shown[0]?.count ?? 1
    show(shown)
    nothing.hidden = counts.length > 0
    more.hidden = counts.length <= SHOWN_AT_FIRST
    more.ariaExpanded = String(all)
    more.textContent = all ? 'Show fewer' : `Show all ${figure(counts.length)}`
  }

  return { element: panel, draw }
}

function createRow(
  { category, action }: Count,
  onChoose: (type: string) => void,
  largest: () => number,
): Row<Count> {
  const name = element('button', { type: 'button', title: 'Show only these' }, typeName(category, action))
  name.addEventListener('click', () => onChoose(`${category}/${action}`))
  const number = element('td', 'count')
  const row = element('tr', '', element('th', { scope: 'row' }, name), number)
  return {
    element: row,
    show({ count }) {
      number.textContent = figure(count)
      row.style.setProperty('--share', String(count / largest()))
    },
  }
}
