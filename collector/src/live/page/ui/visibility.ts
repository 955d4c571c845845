/**
 * Watches whether somebody points at a list, moves through it by keyboard, or has a dialog open: a line that runs away
 * cannot be read or pressed.
 *
 * @param onEnd - called when that may be over
 * @returns whether it is so now
 */
export function watchLooking(list: HTMLElement, onEnd: () => void): () => boolean {
  let pointedAt = false
  list.addEventListener('pointerenter', () => {
    pointedAt = true
  })
  list.addEventListener('pointerleave', () => {
    pointedAt = false
    onEnd()
  })
  list.addEventListener('focusout', () => requestAnimationFrame(onEnd))
  return () =>
    pointedAt ||
    list.querySelector(':focus-visible') !== null ||
    document.querySelector('dialog[open]') !== null
}
