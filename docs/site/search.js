import { createSearch } from './search-index.js'

/** @typedef {import('./search-index.js').Section} Section */

const box = /** @type {HTMLElement} */ (document.querySelector('.search'))
const field = /** @type {HTMLInputElement} */ (box.querySelector('input'))
const found = /** @type {HTMLElement} */ (box.querySelector('.found'))
const status = /** @type {HTMLElement} */ (found.querySelector('[role=status]'))
const list = /** @type {HTMLElement} */ (found.querySelector('ul'))
box.hidden = false

/** @type {Promise<{ search: ReturnType<typeof createSearch>, sections: Map<string, Section> }> | undefined} */
let loading
/** The texts come when somebody searches, not with each page. */
const load = () => {
  loading ??= (async () => {
    /** @type {Section[]} */
    const sections = await (await fetch(new URL('sections.json', import.meta.url))).json()
    return {
      search: createSearch(sections),
      sections: new Map(sections.map((section) => [section.id, section])),
    }
  })()
  return loading
}

/**
 * Some words around the first match.
 *
 * @param {string} text
 * @param {readonly string[]} terms
 */
const excerpt = (text, terms) => {
  // Terms begin where words do.
  const lower = ` ${text.toLowerCase()}`
  const places = terms.flatMap((term) => {
    const escaped = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return lower.match(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}`, 'u'))?.index ?? []
  })
  const at = Math.max(0, Math.min(...places, text.length + 1) - 1)
  const from = at < text.length ? Math.max(0, text.lastIndexOf(' ', at - 40) + 1) : 0
  if (text.length <= from + 140) return `${from ? '… ' : ''}${text.slice(from)}`
  const blank = text.lastIndexOf(' ', from + 140)
  return `${from ? '… ' : ''}${text.slice(from, blank > from ? blank : from + 140)} …`
}

/** @param {Section} section @param {readonly string[]} terms */
const entryOf = (section, terms) => {
  const link = document.createElement('a')
  link.href = new URL(section.id, import.meta.url).href
  const title = document.createElement('strong')
  title.textContent = section.heading === section.page ? section.page : `${section.page} › ${section.heading}`
  const words = document.createElement('span')
  words.textContent = excerpt(section.text, terms)
  link.append(title, words)
  const entry = document.createElement('li')
  entry.append(link)
  return entry
}

const show = async () => {
  const words = field.value.trim()
  const { search, sections } = await load()
  if (words !== field.value.trim()) return
  const results = words ? search(words) : []
  found.hidden = !words
  status.textContent = results.length ? `${results.length} found` : `Nothing about “${words}”`
  list.replaceChildren(
    ...results.slice(0, 12).map(({ id, terms }) => entryOf(/** @type {Section} */ (sections.get(id)), terms)),
  )
}

const close = () => {
  found.hidden = true
}

field.addEventListener('focus', () => {
  void load()
  if (field.value.trim()) void show()
})
field.addEventListener('input', () => void show())

box.addEventListener('keydown', (event) => {
  const links = [...list.querySelectorAll('a')]
  const place = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement))
  if (event.key === 'ArrowDown') (links[place + 1] ?? links[0])?.focus()
  else if (event.key === 'ArrowUp') (links[place - 1] ?? field).focus()
  else if (event.key === 'Enter' && place < 0) links[0]?.click()
  else if (event.key === 'Escape') {
    field.focus()
    close()
  } else return
  event.preventDefault()
})
list.addEventListener('click', close)

document.addEventListener('keydown', (event) => {
  const typing = /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.nodeName ?? '')
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  field.focus()
  field.select()
})
document.addEventListener('pointerdown', (event) => {
  if (!box.contains(/** @type {Node} */ (event.target))) close()
})
