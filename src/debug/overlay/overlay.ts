import type { Entry, View } from '../entry.ts'
import type { Standing } from '../status.ts'
import { element } from './element.ts'
import { createPanel } from './panel.ts'
import { styleAt } from './style.ts'

/** Entries that are kept; for one more, the oldest goes. */
const maxEntries = 200

const name = 'rivulet-debug'

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** A button in the page's corner that unfolds a panel. Nothing of the page reaches inside, nor the other way round. */
export const overlay = (standing: Standing): View => {
  const entries = new Map<number, Entry>()
  const told = { event: 0, request: 0, issue: 0 }
  let newest = 0
  let frame = 0
  let isOver = false
  let clock: ReturnType<typeof setInterval> | undefined

  const draw = (): void => {
    frame = 0
    const issues = element('span', { 'data-state': 'bad' }, counted(told.issue, 'issue'))
    toggle.replaceChildren(
      `Rivulet · ${counted(told.event, 'event')}`,
      ...(told.issue ? [' · ', issues] : []),
    )
    if (clock) panel.draw(entries, standing.read())
  }
  const drawSoon = (): void => {
    frame ||= requestAnimationFrame(draw)
  }
  const open = (isOpen: boolean): void => {
    clearInterval(clock)
    // Consent may change, and nobody tells.
    clock = isOpen ? setInterval(drawSoon, 1_000) : undefined
    panel.section.hidden = !isOpen
    toggle.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) draw()
  }
  const close = (): void => {
    open(false)
    toggle.focus()
  }
  const clear = (): void => {
    entries.clear()
    Object.assign(told, { event: 0, request: 0, issue: 0 })
    draw()
  }

  const toggle = element('button', { type: 'button', class: 'toggle', 'aria-controls': 'panel' })
  const panel = createPanel(clear, close)
  const around = element('div', { class: 'frame', lang: 'en', dir: 'ltr' }, toggle, panel.section)
  toggle.addEventListener('click', () => open(!clock))
  around.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && clock) close()
  })

  const host = document.createElement(name)
  const root = host.attachShadow({ mode: 'closed' })
  // Not a style element, nor a style attribute: policies forbid them.
  const sheet = new CSSStyleSheet()
  root.adoptedStyleSheets = [sheet]
  root.append(around)
  const appear = (): void => {
    if (host.isConnected) return
    sheet.replaceSync(styleAt(document.querySelectorAll(name).length))
    // The body may not be there yet.
    document.documentElement.append(host)
  }
  open(false)
  draw()

  return {
    show(entry) {
      if (!isOver) appear()
      if (entry.id > newest) {
        newest = entry.id
        told[entry.kind]++
      } else if (!entries.has(entry.id)) return
      entries.set(entry.id, entry)
      const [oldest] = entries.keys()
      if (entries.size > maxEntries) entries.delete(oldest as number)
      drawSoon()
    },
    begin() {
      isOver = false
      appear()
    },
    end() {
      isOver = true
      open(false)
      cancelAnimationFrame(frame)
      frame = 0
      host.remove()
    },
  }
}
