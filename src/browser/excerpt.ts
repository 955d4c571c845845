/** The beginning of a text, in one line; nothing, where there is no text. */
export const excerpt = (text: unknown, maxLength: number): string | undefined =>
  `${text ?? ''}`
    // Not all of a whole page's text.
    .slice(0, 20 * maxLength)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxLength) || undefined
