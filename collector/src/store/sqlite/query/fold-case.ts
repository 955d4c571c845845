/** A text in which letters that differ only by case are the same, one for one: `ß` stays, and so does `ı`. */
export function foldCase(text: string): string {
  const upper = text.toUpperCase()
  return upper.length === text.length && !/[ıſ]/.test(text) ? upper : Array.from(text, foldLetter).join('')
}

function foldLetter(letter: string): string {
  const upper = letter.toUpperCase()
  // No letter beyond ASCII is one of ASCII's.
  return upper.length === letter.length && (upper > '\x7f' || letter <= '\x7f') ? upper : letter
}
