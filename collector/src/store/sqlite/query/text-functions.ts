import { regexCache } from './regex-functions.ts'

/** What SQL calls of texts that SQLite has no word for. Characters are code points, as Kusto counts them. */

const charactersOf = (text: string): readonly string[] => Array.from(text)

const compile = regexCache()

const trim = (text: string, pattern: string): string =>
  [`^(?:${pattern})+`, `(?:${pattern})+$`].reduce(
    (left, end) => compile(end).matcher(left).replaceFirst(''),
    text,
  )

/** Also where it overlaps itself. */
function countText(text: string, sought: string): bigint {
  let count = 0n
  for (let at = text.indexOf(sought); at >= 0 && sought !== ''; at = text.indexOf(sought, at + 1)) count += 1n
  return count
}

/** Times that a text is repeated at most, as Kusto does. */
const maxTimes = 1024n

function repeat(text: string, times: bigint, between: string): string {
  const count = times < 0n ? 0n : times > maxTimes ? maxTimes : times
  return Array.from({ length: Number(count) }, () => text).join(between)
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
  trim_text: trim,
  count_text: countText,
  repeat_text: repeat,
  reverse_text: (text: string) => charactersOf(text).toReversed().join(''),
}
