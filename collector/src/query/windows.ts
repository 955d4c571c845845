/** What is computed of a row and those before and after it. */
export const windowNames = [
  /** From 1 on. */
  'rowNumber',
  /** Of the row so many rows before, the second; else the third. */
  'previous',
  'next',
  /** Of all rows up to this one; null counts as nothing. */
  'sumSoFar',
  /**
   * Of the first, the value of the row with which its session begins: where it is as far from that value as the second
   * says, or as far from the row before as the third, or where the fourth is true, it begins another. Null is in none.
   */
  'sessionStart',
] as const

export type WindowName = (typeof windowNames)[number]
