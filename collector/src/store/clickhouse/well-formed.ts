/** What UTF-8 cannot say, half a letter, becomes what everybody writes for it. */
export const wellFormed = (text: string): string =>
  /\p{Surrogate}/u.test(text) ? Buffer.from(text).toString() : text
