// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { offerCompletions } from '../../../../../../src/live/page/panels/query/box/complete.ts'
import { completionsAt } from '../../../../../../src/live/page/panels/query/box/completions.ts'

it('a list below a field follows the keys, and gives nothing that was not gone to', () => {
  document.body.innerHTML = '<form><div><textarea id="q"></textarea></div></form>'
  const field = document.querySelector('textarea')!
  offerCompletions(field, (text, caret, isAsked) =>
    completionsAt('kql', text, caret, { keys: () => [], values: () => [] }, isAsked),
  )
  const list = document.querySelector<HTMLElement>('#q-list')!
  const options = () => Array.from(list.children, (option) => option.firstChild!.textContent)
  const type = (text: string) => {
    field.value = text
    field.setSelectionRange(text.length, text.length)
    field.dispatchEvent(new Event('input'))
  }
  const press = (key: string, more: KeyboardEventInit = {}) => {
    const pressed = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...more })
    field.dispatchEvent(pressed)
    return pressed.defaultPrevented
  }
  expect(field.getAttribute('aria-controls')).toBe(list.id)

  type('Events | proj')
  expect([list.hidden, options()[0]]).toEqual([false, 'project'])
  expect(field.hasAttribute('aria-activedescendant')).toBe(false)
  // A new line stays one.
  expect([press('Enter'), list.hidden]).toEqual([false, true])

  type('Events | proj')
  expect(press('ArrowUp')).toBe(true)
  expect(field.getAttribute('aria-activedescendant')).toBe(list.lastElementChild!.id)
  press('ArrowDown')
  expect(field.hasAttribute('aria-activedescendant')).toBe(false)
  press('ArrowDown')
  expect(list.querySelector('[aria-selected="true"]')!.id).toBe('q-list-0')
  expect(press('Enter')).toBe(true)
  expect([field.value, list.hidden]).toEqual(['Events | project', true])

  type('Events | summarize dcounti')
  press('Escape')
  expect(list.hidden).toBe(true)
  expect([press(' ', { ctrlKey: true }), list.hidden]).toEqual([true, false])
  list.querySelector('li')!.click()
  expect(field.value).toBe('Events | summarize dcountif(')

  // Running a query is the form's.
  type('Events | coun')
  press('ArrowDown')
  expect([press('Enter', { ctrlKey: true }), field.value]).toEqual([false, 'Events | coun'])
})

it('Tab takes the first of what a begun word may be, and leaves a field where none is', () => {
  document.body.innerHTML = '<form><div><textarea id="t"></textarea></div></form>'
  const field = document.querySelector('textarea')!
  const known = { keys: () => [], values: () => ['embed/view'] }
  offerCompletions(field, (text, caret, isAsked) => completionsAt('kql', text, caret, known, isAsked))
  const list = document.querySelector<HTMLElement>('#t-list')!
  const type = (text: string) => {
    field.value = text
    field.setSelectionRange(text.length, text.length)
    field.dispatchEvent(new Event('input'))
  }
  const tab = (shiftKey = false) => {
    const pressed = new KeyboardEvent('keydown', { key: 'Tab', cancelable: true, bubbles: true, shiftKey })
    field.dispatchEvent(pressed)
    return pressed.defaultPrevented
  }
  type('Events | summ')
  expect([tab(), field.value, list.hidden]).toEqual([true, 'Events | summarize', true])
  type('Events | where ')
  expect([list.hidden, tab(), field.value]).toEqual([false, false, 'Events | where '])
  type('Events | whe')
  expect(tab(true)).toBe(false)
  // What has one thing to go on with goes on.
  type('Events | join ki')
  expect([tab(), field.value, list.hidden]).toEqual([true, 'Events | join kind=', false])
  type('Events | where EventType == "em')
  expect([tab(), field.value]).toEqual([true, 'Events | where EventType == "embed/view"'])
  type('Events | summarize count_d')
  expect([tab(), field.value]).toEqual([true, 'Events | summarize count_distinct('])
  type('Events | summarize coun')
  expect([tab(), field.value]).toEqual([true, 'Events | summarize count()'])
})
