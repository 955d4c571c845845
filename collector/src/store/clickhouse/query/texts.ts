import type { Write } from '../../../query/sql/dialect.ts'
import { type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import { literalPattern } from '../../../query/sql/literal-pattern.ts'
import type { Call, Expression } from '../../../query/tree.ts'
import { text } from './dynamics.ts'
import { foldCase } from './fold-case.ts'
import { letting } from './let.ts'

type WriteCall = (call: Call, write: Write) => Fragment

type WriteOperand = (expression: Expression, write: Write) => Fragment

/** A function of two texts. */
const ofTwo =
  (operand: WriteOperand, combine: (one: Fragment, other: Fragment) => Fragment): WriteCall =>
  ({ arguments: [one, other] }, write) =>
    combine(operand(one!, write), operand(other!, write))

const folded: WriteOperand = (expression, write) => foldCase(text(expression, write))

const contains = (one: Fragment, other: Fragment) => sql`(position(${one}, ${other}) > 0)`
const startsWith = (one: Fragment, other: Fragment) => sql`startsWith(${one}, ${other})`
const endsWith = (one: Fragment, other: Fragment) => sql`endsWith(${one}, ${other})`

/** The engine lets a point match the end of a line unless it is told not to. */
export const patternOf = (pattern: Expression | undefined, write: Write): Fragment => {
  const literal = literalPattern(pattern)
  return write({ ...literal, value: `(?-s)${literal.value}` })
}

/** What no text has, and what it is split at: the engine splits at constants alone. */
const mark: Fragment = { texts: ["'\u{10fffe}\u{10ffff}rivulet\u{10ffff}\u{10fffe}'"], parts: [] }

export const texts = {
  contains: ofTwo(text, contains),
  containsIgnoringCase: ofTwo(folded, contains),
  startsWith: ofTwo(text, startsWith),
  startsWithIgnoringCase: ofTwo(folded, startsWith),
  endsWith: ofTwo(text, endsWith),
  endsWithIgnoringCase: ofTwo(folded, endsWith),
  equalIgnoringCase: ofTwo(folded, (one, other) => sql`(${one} = ${other})`),
  inIgnoringCase: ({ arguments: [one, ...others] }, write) =>
    letting(folded(one!, write), (given) => {
      const each = others.map((other) => sql`(${given} = ${folded(other, write)})`)
      return each.length === 0
        ? sql`(1 = 0)`
        : sql`(${joined(
            each.flatMap((one, at) => (at === 0 ? [one] : [sql`OR`, one])),
            ' ',
          )})`
    }),

  // The empty term is everywhere.
  has: ofTwo(folded, (one, term) =>
    letting(
      term,
      (given) =>
        sql`(${given} = '' OR match(${one}, concat('(^|[^\\\\p{L}\\\\p{N}])', regexpQuoteMeta(${given}), '($|[^\\\\p{L}\\\\p{N}])')))`,
    ),
  ),

  matchesRegex: ({ arguments: [one, pattern] }, write) =>
    sql`match(${text(one!, write)}, ${patternOf(pattern, write)})`,

  toLower: ({ arguments: [one] }, write) => sql`lowerUTF8(${text(one!, write)})`,
  toUpper: ({ arguments: [one] }, write) => sql`upperUTF8(${text(one!, write)})`,
  length: ({ arguments: [one] }, write) => sql`toInt64(lengthUTF8(${text(one!, write)}))`,
  substring: ({ arguments: [one, start, length] }, write) =>
    letting(text(one!, write), (given) =>
      letting(write(start!), (from) =>
        letting(
          write(length!),
          (many) => sql`if(${many} IS NULL OR ${from} IS NULL, NULL, substringUTF8(${given},
            if(${from} < 0, greatest(toInt64(lengthUTF8(${given})) + ${from}, 0), ${from}) + 1,
            if(${many} < 0, toInt64(lengthUTF8(${given})), ${many})))`,
        ),
      ),
    ),
  indexOf: ({ arguments: [one, sought, start] }, write) =>
    letting(text(one!, write), (given) =>
      letting(
        write(start!),
        (from) => sql`if(${from} > lengthUTF8(${given}), -1,
          toInt64(positionUTF8(${given}, ${text(sought!, write)}, toUInt64(greatest(${from}, 0) + 1))) - 1)`,
      ),
    ),
  replace: ({ arguments: [one, sought, other] }, write) =>
    sql`replaceAll(${text(one!, write)}, ${text(sought!, write)}, ${text(other!, write)})`,
  extract: ({ arguments: [one, pattern, group] }, write) =>
    sql`regexpExtract(${text(one!, write)}, ${patternOf(pattern, write)}, ${write(group!)})`,
  trim: ({ arguments: [one, pattern] }, write) => {
    const { value } = pattern as { readonly value: string }
    const end = (whole: string) => patternOf({ kind: 'literal', type: 'string', value: whole }, write)
    return sql`replaceRegexpOne(replaceRegexpOne(${text(one!, write)}, ${end(`^(?:${value})+`)}, ''), ${end(`(?:${value})+$`)}, '')`
  },
  concat: ({ arguments: all }, write) =>
    sql`concat(${joined(
      all.map((one) => text(one, write)),
      ', ',
    )})`,
  split: ofTwo(text, (one, other) =>
    letting(one, (given) =>
      letting(
        other,
        (
          separator,
        ) => sql`multiIf(${given} IS NULL OR ${separator} IS NULL, NULL, ${separator} = '', toJSONString([assumeNotNull(${given})]),
          toJSONString(splitByString(${mark}, assumeNotNull(replaceAll(${given}, ${separator}, ${mark})))))`,
      ),
    ),
  ),
} satisfies Record<string, WriteCall>
