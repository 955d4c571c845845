import type { Rejection } from '../rejection.ts'

/** What users are known by: written in camelCase, read in PascalCase. */
const known = ['name', 'email', 'info']

/** Characters of a name that are told where it is at fault. */
const longestTold = 64

/** Facts about a user. */
const maxMembers = 256

/** Reads an event's user; what is known by name is called as it is read, all else as it came. */
export function readUser(
  value: unknown,
  field: string,
): { readonly value: Readonly<Record<string, unknown>> } | Rejection {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { parameter: field, error: `${field} must be an object` }
  }
  const facts = Object.entries(value)
  if (facts.length > maxMembers)
    return { parameter: field, error: `${field} may have at most ${maxMembers} members` }
  const user = new Map<string, unknown>()
  for (const [name, fact] of facts) {
    const parameter = `${field}.${name.slice(0, longestTold)}`
    const isKnown = known.includes(name) || known.includes(uncapitalized(name))
    const readAs = isKnown ? capitalized(name) : name
    if (user.has(readAs)) {
      return { parameter, error: `${parameter} is given twice, in another case` }
    }
    if (['Name', 'Email'].includes(readAs) && fact !== null && typeof fact !== 'string') {
      return { parameter, error: `${parameter} must be a text` }
    }
    user.set(readAs, fact)
  }
  return { value: Object.fromEntries(user) }
}

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
const uncapitalized = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
