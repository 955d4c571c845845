import type { Count } from '../../store/store.ts'
import type { Board } from './board.ts'
import { byId, element } from './element.ts'
import { figure } from './format.ts'
import { typeName } from './type-name.ts'

const SHOWN_AT_FIRST = 8

interface Row {
  readonly element: HTMLElement
  show(count: number, share: number): void
}

/**
 * The table of counts by category and action.
 * @param onChoose - called with the type (`embed/view`) somebody asks to see alone
 * @returns draws what the board holds
 */
export function createCounts(board: Board, onChoose: (type: string) => void): () => void {
  const body = byId('counts')
  const more = byId('all-counts')
  // Rows are kept and moved, so that the focus stays where it is while numbers change.
  let rows = new Map<string, Row>()
  let all = false

  more.addEventListener('click', () => {
    all = !all
    draw()
  })

  function draw(): void {
    const counts = board.counts()
    // All are a thousand at most: the collector counts no more kinds.
    const shown = all ? counts : counts.slice(0, SHOWN_AT_FIRST)
    const largest = shown[0]?.count ?? 1
    const next = new Map<string, Row>()
    for (const count of shown) {
      const key = JSON.stringify([count.category, count.action])
      const row = rows.get(key) ?? createRow(count, onChoose)
      row.show(count.count, count.count / largest)
      next.set(key, row)
    }
    for (const [key, row] of rows) if (!next.has(key)) row.element.remove()
    rows = next
    let index = 0
    for (const row of rows.values()) {
      const there = body.children[index++] ?? null
      if (there !== row.element) body.insertBefore(row.element, there)
    }
    byId('no-counts').hidden = counts.length > 0
    more.hidden = counts.length <= SHOWN_AT_FIRST
    more.ariaExpanded = String(all)
    more.textContent = all ? 'Show fewer' : `Show all ${figure(counts.length)}`
  }

  return draw
}

function createRow({ category, action }: Count, onChoose: (type: string) => void): Row {
  const name = element('button', '', typeName(category, action))
  name.type = 'button'
  name.title = 'Show only these'
  name.addEventListener('click', () => onChoose(`${category}/${action}`))
  const number = element('td', 'count')
  const row = element('tr', '', element('th', '', name), number)
  row.firstElementChild?.setAttribute('scope', 'row')
  return {
    element: row,
    show(count, share) {
      number.textContent = figure(count)
      row.style.setProperty('--share', String(share))
    },
  }
}
