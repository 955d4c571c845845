import './first-event.css'
import { element } from '../../ui/element.ts'

const SAID_FOR = 2000

/** The command that sends a first event to this very collector, with a copy button. It is hidden at first. */
export function createFirstEvent(): HTMLElement {
  const code = element('code', '')
  const button = element('button', { type: 'button' }, 'Copy')
  const address = new URL('track/activity', location.href).href
  code.textContent = `curl "${address}?d=$(date +%s)&c=embed&a=view&l1=embedId&v1=e-42"`

  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.textContent ?? '')
      button.textContent = 'Copied'
      setTimeout(() => {
        button.textContent = 'Copy'
      }, SAID_FOR)
    } catch {
      // Without https there is no clipboard (W3C Clipboard API: secure contexts only): select it for the keyboard.
      getSelection()?.selectAllChildren(code)
      button.textContent = 'Selected'
    }
  })

  return element(
    'div',
    { class: 'empty nothing', hidden: true },
    element('h3', '', 'No events yet'),
    element('p', 'quiet', 'Send the first one from a terminal. It appears here as soon as it is stored.'),
    element('div', 'copyable', code, button),
  )
}
