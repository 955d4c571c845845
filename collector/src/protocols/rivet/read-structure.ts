import { RISON } from 'rison2'
import { deepest } from '../shallow-json.ts'

/** What a text in Rison says, where it is an object or a list; any other text is itself. */
export type ReadStructure = (text: string) => unknown

/**
 * Decodes qualifiers and conversions, once, when they come: what lies in the store as text cannot be asked for.
 *
 * A text stays a text that is no Rison, or one value alone, which people write without meaning Rison, or that JSON would
 * not keep as it is: numbers that JavaScript rounds, hundreds of levels.
 *
 * @returns reads a text that was read before from memory: lines of a batch share theirs
 */
export function structureReader(): ReadStructure {
  const known = new Map<string, unknown>()
  return (text) => {
    if (!/^!?\(/.test(text)) return text
    if (!known.has(text)) known.set(text, read(text))
    return known.get(text)
  }
}

/** A whole number that JavaScript may round. */
const longNumber = /[(:,]-?\d{16,}[,)]/

function read(text: string): unknown {
  // As a key it would become what the object inherits from.
  if (text.includes('__proto__') || longNumber.test(text)) return text
  try {
    const value: unknown = RISON.parse(text)
    return isKept(value, deepest) ? value : text
  } catch {
    return text
  }
}

function isKept(value: unknown, levels: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((inner) => isKept(inner, levels - 1))
}
