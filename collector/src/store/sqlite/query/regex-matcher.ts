import { RE2JS } from 're2js'

/** A query has a few patterns, and many rows. */
const mostKept = 100

/** @returns whether a text holds what a pattern of RE2's says, in linear time */
export function regexMatcher(): (text: string, pattern: string) => bigint {
  const compiled = new Map<string, RE2JS>()
  return (text, pattern) => {
    const known = compiled.get(pattern)
    const regex = known ?? RE2JS.compile(pattern)
    if (!known) {
      if (compiled.size >= mostKept) compiled.clear()
      compiled.set(pattern, regex)
    }
    return BigInt(regex.test(text))
  }
}
