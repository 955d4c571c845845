/**
 * The text behind form encoding; undefined when there is none. Senders write everything beyond ASCII in percent
 * signs, so a bare U+FFFD is what is left of bytes that were not UTF-8.
 */
export function formText(text: string): string | undefined {
  if (!/[%+\ufffd]/.test(text)) return text
  if (text.includes('\ufffd')) return undefined
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
