/** Lets a dialog be closed by its button, and by a press beside it. */
export function letClose(dialog: HTMLDialogElement, button: HTMLElement): void {
  button.addEventListener('click', () => dialog.close())
  // The dialog itself is only hit outside its children: on the backdrop.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
  })
}
