import './stream.css'
import type { LiveEvent } from '../../../../model/event.ts'
import type { PageState } from '../../page-state.ts'
import { figure } from '../../ui/format.ts'
import type { Panel } from '../../ui/panel.ts'
import { watchLooking } from '../../ui/visibility.ts'
import { createFirstEvent } from './first-event.ts'
import { matches } from './matches.ts'
import { streamMarkup } from './stream-markup.ts'
import { streamRow } from './stream-row.ts'

const SHOWN_AT_MOST = 200
/** More new rows than this at once are a blur: they are shown without being lit up. */
const LIT_AT_MOST = 12

export interface Stream extends Panel {
  /** Shows what has arrived, unless the stream is held. */
  draw(): void
  /** Shows only events that contain these words. */
  filterBy(words: string): void
  focusFilter(): void
}

/**
 * The list of events. It stands still while it is paused and while somebody looks at it.
 * @param onOpen - called with the event somebody wants to see whole
 */
export function createStream(pageState: PageState, onOpen: (event: LiveEvent) => void): Stream {
  const empty = createFirstEvent()
  const { element, held, input, pause, list, noMatch } = streamMarkup(empty)
  let paused = false
  let seen: readonly LiveEvent[] = []
  let totalSeen = 0
  let filter = ''
  const isLookedAt = watchLooking(list, () => draw())

  const reasonToHold = (): string | undefined => {
    if (paused) return 'Paused'
    return isLookedAt() ? 'Held while you look' : undefined
  }

  function draw(): void {
    const reason = seen.length > 0 ? reasonToHold() : undefined
    const waiting = pageState.total - totalSeen
    held.hidden = !reason
    held.textContent = `${reason}, ${figure(Math.max(0, waiting))} new`
    if (reason) return
    const before = seen
    seen = pageState.events
    totalSeen = pageState.total
    // After a reset the state holds other events, even where their ids are the same: the store may be another.
    if (before[0] && !seen.includes(before[0])) drawAll()
    else add(before[0] ? seen.slice(0, seen.indexOf(before[0])) : seen)
  }

  function add(arrived: readonly LiveEvent[]): void {
    const rows = arrived.filter(passes).slice(0, SHOWN_AT_MOST).map(streamRow)
    if (rows.length <= LIT_AT_MOST) for (const row of rows) row.className = 'new'
    list.prepend(...rows)
    while (list.childElementCount > SHOWN_AT_MOST) list.lastElementChild?.remove()
    sayWhenEmpty()
  }

  function drawAll(): void {
    list.replaceChildren(...seen.filter(passes).slice(0, SHOWN_AT_MOST).map(streamRow))
    sayWhenEmpty()
  }

  function sayWhenEmpty(): void {
    empty.hidden = pageState.total > 0
    noMatch.hidden = pageState.total === 0 || list.childElementCount > 0
  }

  const passes = (event: LiveEvent): boolean => matches(event, filter)

  input.addEventListener('input', () => {
    filter = input.value.trim()
    drawAll()
  })
  pause.addEventListener('click', () => {
    paused = !paused
    pause.textContent = paused ? 'Resume' : 'Pause'
    draw()
  })
  list.addEventListener('click', ({ target }) => {
    const id = (target as Element).closest<HTMLElement>('[data-id]')?.dataset.id
    const event = seen.find((candidate) => candidate.id === id)
    if (event) onOpen(event)
  })
  list.addEventListener('keydown', (key) => {
    const row = (key.target as Element).closest('li')
    const next = key.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
    if (key.key !== 'ArrowDown' && key.key !== 'ArrowUp') return
    key.preventDefault()
    next?.querySelector('button')?.focus()
  })

  return {
    element,
    draw,
    filterBy(words) {
      input.value = words
      filter = words
      drawAll()
    },
    focusFilter: () => input.focus(),
  }
}
