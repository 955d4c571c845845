import './first-event.css'
import { byId } from '../../ui/element.ts'

const SAID_FOR = 2000

/** Fills in the command that sends a first event to this very collector, and its copy button. */
export function createFirstEvent(): void {
  const code = byId('curl')
  const button = byId('copy')
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
}
