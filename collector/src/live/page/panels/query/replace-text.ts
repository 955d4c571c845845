/** Replaces the text of a field as if it had been typed, so that undo gives back what was there. */
export function replaceText(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  if (field.value === text) return
  field.focus()
  field.select()
  // Nothing else reaches the undo stack; it is deprecated, but no replacement is specified (W3C Input Events).
  const isDone = document.execCommand?.(text ? 'insertText' : 'delete', false, text)
  if (!isDone) field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
