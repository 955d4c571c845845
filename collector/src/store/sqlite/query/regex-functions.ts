import { RE2JS } from 're2js'
import { memoized } from '../../../memoized.ts'

/** A query has a few patterns, and many rows. */
const maxKept = 100

/** @returns what compiles a pattern once */
export const regexCache = (): ((pattern: string) => RE2JS) =>
  memoized((pattern: string) => RE2JS.compile(pattern), maxKept)

const compile = regexCache()

interface Match {
  readonly start: number
  readonly end: number
  group(number: number): string
}

/** All matches, one behind the other. */
function matchesOf(text: string, pattern: string): readonly Match[] {
  const matcher = compile(pattern).matcher(text)
  const found: Match[] = []
  while (matcher.find()) {
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? '')
    found.push({ start: matcher.start(), end: matcher.end(), group: (number) => groups[number] ?? '' })
  }
  return found
}

function extractAll(...[text, pattern, ...groups]: readonly (string | bigint)[]): string | null {
  const matches = matchesOf(text as string, pattern as string).map((match) =>
    groups.map((group) => match.group(Number(group))),
  )
  return matches.length === 0 ? null : JSON.stringify(groups.length === 1 ? matches.flat() : matches)
}

function replaceRegex(text: string, pattern: string, rewrite: string): string {
  const pieces: string[] = []
  let from = 0
  for (const match of matchesOf(text, pattern)) {
    const made = rewrite.replace(/\\([\d\\])/g, (_, sign: string) =>
      sign === '\\' ? sign : match.group(Number(sign)),
    )
    pieces.push(text.slice(from, match.start), made)
    from = match.end
  }
  return [...pieces, text.slice(from)].join('')
}

const trim =
  (around: (pattern: string) => string) =>
  (text: string, pattern: string): string =>
    compile(around(pattern)).matcher(text).replaceFirst('')

export const regexFunctions = {
  matches_regex: (text: string, pattern: string) => BigInt(compile(pattern).test(text)),
  extract_text(text: string, pattern: string, group: bigint) {
    const matcher = compile(pattern).matcher(text)
    return matcher.find() ? (matcher.group(Number(group)) ?? '') : ''
  },
  extract_all: extractAll,
  replace_regex: replaceRegex,
  count_matches: (text: string, pattern: string) => BigInt(matchesOf(text, pattern).length),
  trim_start: trim((pattern) => `^(?:${pattern})+`),
  trim_end: trim((pattern) => `(?:${pattern})+$`),
}
