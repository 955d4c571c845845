const zero = '0'.charCodeAt(0)

/** The number that a text of decimal digits is, rounded where it is too large to be exact; NaN of any other text. */
export function wholeNumber(text: string): number {
  if (text === '') return Number.NaN
  let number = 0
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - zero
    if (digit < 0 || digit > 9) return Number.NaN
    number = 10 * number + digit
  }
  return number
}
