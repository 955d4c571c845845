import type { Entry, Parameter } from '../entry.ts'
import { element } from './element.ts'
import { entryRow } from './entry-row.ts'
import { parameterList } from './parameter-list.ts'

/** What unfolds from the button: how things stand, and all entries, newest first. */
export interface Panel {
  readonly section: HTMLElement
  draw(entries: ReadonlyMap<number, Entry>, standing: readonly Parameter[]): void
}

/** @param onClear - somebody wants to see only what comes from now on */
export const createPanel = (onClear: () => void, onClose: () => void): Panel => {
  const clear = element('button', { type: 'button' }, 'Clear')
  const close = element('button', { type: 'button' }, 'Close')
  const standingPlace = element('div', { class: 'standing' })
  const list = element('ol', { class: 'list', 'aria-label': 'What has happened, newest first' })
  const nothing = element('p', { class: 'nothing' }, 'Nothing has happened yet.')
  const section = element(
    'section',
    { id: 'panel', 'aria-label': 'Rivulet' },
    element('header', {}, element('h2', {}, 'Rivulet'), clear, close),
    standingPlace,
    nothing,
    list,
  )
  section.hidden = true
  clear.addEventListener('click', onClear)
  close.addEventListener('click', onClose)

  const rows = new Map<number, { entry: Entry; parts: ReturnType<typeof entryRow> }>()
  let said = ''
  const drawStanding = (standing: readonly Parameter[]): void => {
    // What somebody has selected there stays so while nothing changes.
    const saying = standing.join('\n')
    if (saying === said) return
    said = saying
    standingPlace.replaceChildren(parameterList(standing))
  }

  return {
    section,
    draw(entries, standing) {
      drawStanding(standing)
      for (const [id, { parts }] of rows) {
        if (entries.has(id)) continue
        parts.row.remove()
        rows.delete(id)
      }
      for (const [id, entry] of entries) {
        const drawn = rows.get(id)
        if (drawn?.entry === entry) continue
        const parts = drawn?.parts ?? entryRow(entry)
        if (drawn) parts.show(entry)
        else list.prepend(parts.row)
        rows.set(id, { entry, parts })
      }
      nothing.hidden = entries.size > 0
    },
  }
}
