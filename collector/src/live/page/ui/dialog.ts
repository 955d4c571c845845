import { element } from './element.ts'
import { letScroll } from './scrollable.ts'

export interface Dialog {
  /** Opens it with this title, what is said below the title, and this content. */
  show(title: string, said: string, ...content: HTMLElement[]): void
  close(): void
}

/**
 * A dialog at the side of the page, closed by its button and by a press beside it. It is a child of the body,
 * whatever panel opens it.
 *
 * @param name - of its heading's id and its class, as in `event-heading` and `event-dialog`
 * @param onClosed - called when it is closed again
 */
export function createDialog(name: string, onClosed: () => void = () => {}): Dialog {
  const heading = element('h2', { id: `${name}-heading`, class: 'detail-title' })
  const time = element('p', 'detail-time quiet')
  const button = element('button', { type: 'button', autofocus: true }, 'Close')
  const body = element('section', { class: 'detail-body', 'aria-labelledby': heading.id })
  const dialog = element(
    'dialog',
    { class: `${name}-dialog`, 'aria-labelledby': heading.id },
    element('header', '', element('div', '', heading, time), button),
    body,
  )
  letScroll(body)
  button.addEventListener('click', () => dialog.close())
  // The dialog itself is only hit outside its children: on the backdrop.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
  })
  dialog.addEventListener('close', onClosed)
  document.body.append(dialog)

  return {
    show(title, said, ...content) {
      heading.textContent = title
      time.textContent = said
      body.replaceChildren(...content)
      dialog.showModal()
      body.scrollTop = 0
    },
    close: () => dialog.close(),
  }
}
