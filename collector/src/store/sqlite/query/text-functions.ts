import { RE2JS } from 're2js'

/** What SQL calls of texts that SQLite has no word for. Characters are code points, as Kusto counts them. */

const charactersOf = (text: string): readonly string[] => Array.from(text)

/** A query has a few patterns, and many rows. */
const maxKept = 100

function trimmer(): (text: string, pattern: string) => string {
  const compiled = new Map<string, readonly [RE2JS, RE2JS]>()
  return (text, pattern) => {
    const known = compiled.get(pattern) ?? [
      RE2JS.compile(`^(?:${pattern})+`),
      RE2JS.compile(`(?:${pattern})+$`),
    ]
    if (compiled.size >= maxKept) compiled.clear()
    compiled.set(pattern, known)
    return known.reduce((left, regex) => regex.matcher(left).replaceFirst(''), text)
  }
}

function extractor(): (text: string, pattern: string, group: bigint) => string {
  const compiled = new Map<string, RE2JS>()
  return (text, pattern, group) => {
    const regex = compiled.get(pattern) ?? RE2JS.compile(pattern)
    if (compiled.size >= maxKept) compiled.clear()
    compiled.set(pattern, regex)
    const matcher = regex.matcher(text)
    return matcher.find() ? (matcher.group(Number(group)) ?? '') : ''
  }
}

/** @param length - -1: to the end */
function substring(text: string, start: bigint, length: bigint): string {
  const characters = charactersOf(text)
  const from = start < 0n ? Math.max(characters.length + Number(start), 0) : Number(start)
  return characters.slice(from, length < 0n ? undefined : from + Number(length)).join('')
}

/** Of characters; -1 where it is not there. */
function indexOf(text: string, sought: string, start: bigint): bigint {
  const characters = charactersOf(text)
  if (start > characters.length) return -1n
  const at = text.indexOf(sought, characters.slice(0, Number(start)).join('').length)
  return at < 0 ? -1n : BigInt(charactersOf(text.slice(0, at)).length)
}

export const textFunctions = {
  upper_case: (text: string) => text.toUpperCase(),
  text_length: (text: string) => BigInt(charactersOf(text).length),
  substring_of: substring,
  index_of: indexOf,
  replace_text: (text: string, sought: string, other: string) =>
    sought === '' ? text : text.replaceAll(sought, () => other),
  trim_text: trimmer(),
  extract_text: extractor(),
}
