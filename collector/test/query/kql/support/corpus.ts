import { readFileSync } from 'node:fs'

const linesOf = (name: string): readonly string[] =>
  readFileSync(new URL(`../corpus/${name}.kql`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('//'))

/** Queries that are answered, one a line. */
export const accepted: readonly string[] = linesOf('accepted')

export interface Refused {
  readonly query: string
  /** Where the file ends it with `…`, how it begins. */
  readonly message: RegExp
  readonly at?: number
}

/** Queries that are not, each with where and why in the line below. */
export const refused: readonly Refused[] = pairsOf(linesOf('refused')).map(([query, reason]) => {
  const [at = '', ...message] = reason.trim().split(': ')
  return { query, message: patternOf(message.join(': ')), ...(at !== '-' && { at: Number(at) }) }
})

function pairsOf(lines: readonly string[]): readonly (readonly [string, string])[] {
  return lines.flatMap((line, index) => (index % 2 === 0 ? [[line, lines[index + 1] ?? ''] as const] : []))
}

function patternOf(message: string): RegExp {
  const [start = '', end] = message.split(/…$/)
  const escaped = start.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(end === undefined ? `^${escaped}$` : `^${escaped}`)
}
