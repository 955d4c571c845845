import type { Entry, View } from '../entry.ts'
import { ownPath } from '../own-path.ts'
import type { Standing } from '../status.ts'
import { element } from './element.ts'
import { createPanel } from './panel.ts'
import { styleAt } from './style.ts'

/** Entries that are kept; for one more, the oldest goes. */
const maxEntries = 200

const name = 'rivulet-debug'

/** Said on the page when there is one more or less. */
const appeared = `${name}-count`

/** Said on the page when one unfolds: there is room for one. */
const unfolded = `${name}-open`

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** A button in the page's corner that unfolds a panel. Nothing of the page reaches inside, nor the other way round. */
export const overlay = (standing: Standing): View => {
  const entries = new Map<number, Entry>()
  const told = { event: 0, request: 0, issue: 0 }
  let newest = 0
  let frame = 0
  let isOver = false
  let clock: ReturnType<typeof setInterval> | undefined
  let place = ''

  /** Where there are several overlays, their buttons are above each other, and what unfolds is above all. */
  const layOut = (): readonly Element[] => {
    const all = [...document.querySelectorAll(name)]
    const now = `${all.indexOf(host)} of ${all.length}`
    if (place !== now) sheet.replaceSync(styleAt(all.indexOf(host), all.length))
    place = now
    return all
  }

  const draw = (): void => {
    frame = 0
    const all = layOut()
    const issues = element('span', { 'data-state': 'bad' }, counted(told.issue, 'issue'))
    toggle.replaceChildren(
      `Rivulet${all.length > 1 ? ` ${all.indexOf(host) + 1} · ${ownPath(standing.collector)}` : ''} · ${counted(told.event, 'event')}`,
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
    if (!isOpen) return
    document.dispatchEvent(new CustomEvent(unfolded, { detail: host }))
    draw()
  }
  const makeRoom = ({ detail }: Event & { readonly detail?: unknown }): void => {
    if (detail !== host && clock) open(false)
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
    // The body may not be there yet.
    document.documentElement.append(host)
    place = ''
    document.addEventListener(unfolded, makeRoom)
    // The others learn of this one.
    document.dispatchEvent(new CustomEvent(appeared))
    document.addEventListener(appeared, drawSoon)
    draw()
  }
  open(false)

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
      document.removeEventListener(unfolded, makeRoom)
      document.removeEventListener(appeared, drawSoon)
      host.remove()
      document.dispatchEvent(new CustomEvent(appeared))
    },
  }
}
