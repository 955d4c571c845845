import { factsOf, titleOf } from './words.js'

const list = document.querySelector('#events')
const count = document.querySelector('#count')
let recorded = 0

const element = (name, className, text) =>
  Object.assign(document.createElement(name), { className, textContent: text })

/** Seconds as players show them: `0:07`. */
const clock = (position) => {
  const seconds = Math.floor(Math.abs(position))
  return `${position < 0 ? '−' : ''}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Puts an event on top of the list. */
export const showEvent = ({ name, entryId, position, ...facts }) => {
  const row = element('li', name)
  row.append(element('time', '', clock(position)), element('span', '', titleOf(name)))
  const said = factsOf(facts)
  if (said) row.append(element('span', 'facts', said))
  list.prepend(row)
  count.textContent = String(++recorded)
}
