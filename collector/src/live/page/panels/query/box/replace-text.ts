type Field = HTMLInputElement | HTMLTextAreaElement

/** Replaces the text of a field as if it had been typed, so that undo gives back what was there. */
export function replaceText(field: Field, text: string): void {
  if (field.value !== text) insertText(field, 0, field.value.length, text)
}

/** The same of a part of it; the cursor is behind what was put in. */
export function insertText(field: Field, from: number, to: number, text: string): void {
  field.focus()
  field.setSelectionRange(from, to)
  // Nothing else reaches the undo stack; it is deprecated, but no replacement is specified (W3C Input Events).
  const isDone = document.execCommand?.(text ? 'insertText' : 'delete', false, text)
  if (!isDone) field.setRangeText(text, from, to, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
