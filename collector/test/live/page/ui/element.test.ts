// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { element } from '../../../../src/live/page/ui/element.ts'
import { hostile } from '../support/events.ts'

it('makes an element with its class, or with all its attributes', () => {
  expect(element('p', '').outerHTML).toBe('<p></p>')
  expect(element('p', 'quiet', 'a').outerHTML).toBe('<p class="quiet">a</p>')
  const button = element('button', { class: 'link', type: 'button', 'aria-expanded': 'false', hidden: true })
  expect(button.outerHTML).toBe(
    '<button class="link" type="button" aria-expanded="false" hidden=""></button>',
  )
  expect([button.type, button.hidden]).toEqual(['button', true])
})

it('reads nothing as markup, neither in a text nor in an attribute', () => {
  const made = element('p', { title: hostile, 'aria-label': hostile }, hostile)
  expect([made.title, made.getAttribute('aria-label'), made.textContent]).toEqual([hostile, hostile, hostile])
  expect(made.childElementCount).toBe(0)
})

it('takes no attribute that runs code or loads anything', () => {
  // The compiler says so: `npm run typecheck` fails where one of these is taken.
  // @ts-expect-error
  element('button', { onclick: 'alert(1)' })
  // @ts-expect-error
  element('a', { href: 'javascript:alert(1)' })
  // @ts-expect-error
  element('iframe', { srcdoc: hostile })
  // @ts-expect-error
  element('p', { style: 'color: red' })
})
