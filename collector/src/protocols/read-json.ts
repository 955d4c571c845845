/** A half of a character that takes two, where JSON writes it out; elsewhere UTF-8 has none. */
const surrogate = /\\u[dD][89a-fA-F]/

/**
 * What a JSON text says. Half a character becomes U+FFFD, as everywhere on the web: no UTF-8 has it, so no store would
 * keep it as it is.
 *
 * @throws for what is no JSON
 */
export function readJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return surrogate.test(text) ? wellFormed(value) : value
}

const whole = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd')

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return whole(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(wellFormed)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [whole(name), wellFormed(inner)]))
}

/**
 * Where a value holds a number that JavaScript reads as infinite: JSON has no word for it, and it would be kept as null.
 *
 * @param value - from JSON
 * @param name - of the value
 * @returns undefined where there is none
 */
export function infiniteIn(value: unknown, name: string): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : name
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = infiniteIn(inner, `${name}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

/** @param name - of the number */
export const tooLargeANumber = (name: string): { readonly parameter: string; readonly error: string } => ({
  parameter: name,
  error: `${name} is a number beyond 1.8e308, the largest there is`,
})
