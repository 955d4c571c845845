/** Has a button show and hide a list. @returns does the same */
export function fold(button: HTMLButtonElement, list: HTMLElement): (isOpen: boolean) => void {
  const unfold = (isOpen: boolean): void => {
    list.hidden = !isOpen
    button.ariaExpanded = String(isOpen)
  }
  button.addEventListener('click', () => unfold(button.ariaExpanded !== 'true'))
  return unfold
}
