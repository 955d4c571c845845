/** What is computed of a row and those before and after it. */
export const windowNames = [
  /** From 1 on. */
  'rowNumber',
  /** Of the row so many rows before, the second; else the third. */
  'previous',
  'next',
  /** Of all rows up to this one; null counts as nothing. */
  'sumSoFar',
] as const

export type WindowName = (typeof windowNames)[number]
