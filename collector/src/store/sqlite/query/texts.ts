import type { Write } from '../../../query/sql/dialect.ts'
import { balanced, bound, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import { literalPattern } from '../../../query/sql/literal-pattern.ts'
import type { Call, Expression } from '../../../query/tree.ts'
import { text } from './dynamics.ts'
import { foldCase } from './fold-case.ts'

type WriteCall = (call: Call, write: Write) => Fragment

type WriteOperand = (expression: Expression, write: Write) => Fragment

/** A function of two texts. */
const ofTwo =
  (operand: WriteOperand, combine: (one: Fragment, other: Fragment) => Fragment): WriteCall =>
  ({ arguments: [one, other] }, write) =>
    combine(operand(one!, write), operand(other!, write))

const calling =
  (name: Fragment): WriteCall =>
  ({ arguments: all }, write) =>
    sql`${name}(${joined(
      all.map((one) => text(one, write)),
      ', ',
    )})`

const isLiteralText = (expression: Expression) =>
  expression.kind === 'literal' && expression.type === 'string'

/** Where a text is of ASCII, as most are, SQLite's own functions do; a call out of SQLite takes ten times as long. */
const withAscii = (expression: Expression, written: Fragment, ascii: Fragment, other: Fragment): Fragment =>
  expression.kind === 'call' && expression.arguments.some((argument) => argument.kind === 'call')
    ? other
    : sql`CASE WHEN octet_length(${written}) = length(${written}) THEN ${ascii} ELSE ${other} END`

const folded: WriteOperand = (expression, write) => {
  if (isLiteralText(expression)) return bound(foldCase(String(expression.value)))
  const written = text(expression, write)
  return withAscii(expression, written, sql`upper(${written})`, sql`fold_case(${written})`)
}

const contains = (one: Fragment, other: Fragment) => sql`(instr(${one}, ${other}) > 0)`
const startsWith = (one: Fragment, other: Fragment) => sql`(instr(${one}, ${other}) = 1)`
const endsWith = (one: Fragment, other: Fragment) => sql`ends_with(${one}, ${other})`

export const texts = {
  contains: ofTwo(text, contains),
  containsIgnoringCase: ofTwo(folded, contains),
  startsWith: ofTwo(text, startsWith),
  startsWithIgnoringCase: ofTwo(folded, startsWith),
  endsWith: ofTwo(text, endsWith),
  endsWithIgnoringCase: ofTwo(folded, endsWith),
  equalIgnoringCase: ofTwo(folded, (one, other) => sql`(${one} = ${other})`),
  inIgnoringCase: ({ arguments: [one, ...others] }, write) =>
    sql`(${folded(one!, write)} IN (${joined(
      others.map((other) => folded(other, write)),
      ', ',
    )}))`,

  has: ({ arguments: [one, term] }, write) =>
    sql`(${contains(folded(one!, write), folded(term!, write))} AND has_folded_term(${text(one!, write)}, ${text(term!, write)}, 'around'))`,
  hasTerm: ({ arguments: [one, term, edge] }, write) =>
    sql`has_term(${text(one!, write)}, ${text(term!, write)}, ${write(edge!)})`,
  hasTermIgnoringCase: ({ arguments: [one, term, edge] }, write) =>
    sql`has_folded_term(${text(one!, write)}, ${text(term!, write)}, ${write(edge!)})`,

  matchesRegex: ({ arguments: [one, pattern] }, write) =>
    sql`matches_regex(${text(one!, write)}, ${write(literalPattern(pattern))})`,

  toLower({ arguments: [one] }, write) {
    const written = text(one!, write)
    return withAscii(one!, written, sql`lower(${written})`, sql`lower_case(${written})`)
  },
  toUpper({ arguments: [one] }, write) {
    const written = text(one!, write)
    return withAscii(one!, written, sql`upper(${written})`, sql`upper_case(${written})`)
  },
  length: ({ arguments: [one] }, write) => sql`text_length(${text(one!, write)})`,
  substring: ({ arguments: [one, start, length] }, write) =>
    sql`substring_of(${text(one!, write)}, ${write(start!)}, ${write(length!)})`,
  indexOf: ({ arguments: [one, sought, start] }, write) =>
    sql`index_of(${text(one!, write)}, ${text(sought!, write)}, ${write(start!)})`,
  replace: ({ arguments: [one, sought, other] }, write) =>
    sql`replace_text(${text(one!, write)}, ${text(sought!, write)}, ${text(other!, write)})`,
  extract: ({ arguments: [one, pattern, group] }, write) =>
    sql`extract_text(${text(one!, write)}, ${write(pattern!)}, ${write(group!)})`,
  extractAll: ({ arguments: [one, ...rest] }, write) =>
    sql`extract_all(${joined([text(one!, write), ...rest.map(write)], ', ')})`,
  replaceRegex: calling(sql`replace_regex`),
  countText: calling(sql`count_text`),
  countMatches: calling(sql`count_matches`),
  reverse: calling(sql`reverse_text`),
  repeat: calling(sql`repeat_text`),
  urlEncode: calling(sql`url_encode`),
  urlEncodeComponent: calling(sql`url_encode_component`),
  urlDecode: calling(sql`url_decode`),
  parseUrl: calling(sql`parse_url`),
  parseUrlQuery: calling(sql`parse_url_query`),
  base64Encode: calling(sql`base64_encode`),
  base64Decode: calling(sql`base64_decode`),
  hash: calling(sql`hash_text`),
  trim: calling(sql`trim_text`),
  trimStart: calling(sql`trim_start`),
  trimEnd: calling(sql`trim_end`),
  concat: ({ arguments: all }, write) =>
    balanced(
      all.map((one) => text(one, write)),
      sql` || `,
    ),
  split: ofTwo(text, (one, other) => sql`split_text(${one}, ${other})`),
} satisfies Record<string, WriteCall>
