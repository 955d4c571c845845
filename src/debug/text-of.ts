import { attempt } from '../lib/attempt.ts'

/** The longest text that is kept of a value, in characters. */
const maxLength = 2_000

const written = (value: unknown): string | undefined =>
  typeof value === 'object' && !(value instanceof Error) ? JSON.stringify(value) : String(value)

/** Any value as text, be it made to break its reader. */
export const textOf = (value: unknown): string => {
  const text =
    attempt(() => written(value)) ?? attempt(() => Object.prototype.toString.call(value)) ?? '(unreadable)'
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}
