import type { Write } from '../../../query/sql/dialect.ts'
import { type Fragment, sql } from '../../../query/sql/fragment.ts'
import type { Call, Expression } from '../../../query/tree.ts'
import { text } from './dynamics.ts'
import { foldCase } from './fold-case.ts'
import { letting } from './let.ts'
import { present } from './present.ts'
import { patternOf } from './texts.ts'

type WriteCall = (call: Call, write: Write) => Fragment

const wordOf = (expression: Expression | undefined): string =>
  expression?.kind === 'literal' ? String(expression.value) : ''

/** Where no letter or digit may touch a term. */
const hasTerm =
  (fold: (text: Fragment) => Fragment): WriteCall =>
  ({ arguments: [one, term, edge] }, write) => {
    const word = wordOf(edge)
    const before = word === 'behind' ? sql`''` : sql`'(^|[^\\\\p{L}\\\\p{N}])'`
    const behind = word === 'before' ? sql`''` : sql`'($|[^\\\\p{L}\\\\p{N}])'`
    return letting(
      fold(text(term!, write)),
      (given) =>
        sql`(${given} = '' OR match(${fold(text(one!, write))}, concat(${before}, regexpQuoteMeta(${given}), ${behind})))`,
    )
  }

const cut =
  (wrap: (pattern: string) => string): WriteCall =>
  ({ arguments: [one, pattern] }, write) =>
    sql`replaceRegexpOne(${text(one!, write)}, ${patternOf(
      { kind: 'literal', type: 'string', value: wrap(wordOf(pattern)) },
      write,
    )}, '')`

const hashes: Readonly<Record<string, Fragment>> = { md5: sql`MD5`, sha1: sql`SHA1`, sha256: sql`SHA256` }

export const moreTexts = {
  hasTerm: hasTerm((given) => given),
  hasTermIgnoringCase: hasTerm(foldCase),
  trimStart: cut((pattern) => `^(?:${pattern})+`),
  trimEnd: cut((pattern) => `(?:${pattern})+$`),
  reverse: ({ arguments: [one] }, write) => sql`reverseUTF8(${text(one!, write)})`,
  // At most so many times, as in Kusto; the engine joins by constants alone.
  repeat: ({ arguments: [one, times, between] }, write) =>
    present(
      [text(one!, write), write(times!), text(between!, write)],
      ([given, count, delimiter]) =>
        sql`if(${count!} <= 0, '', concat(repeat(concat(${given!}, ${delimiter!}), least(${count!}, 1024) - 1), ${given!}))`,
    ),
  // By bytes, which no character begins within.
  countText: ({ arguments: [one, sought] }, write) =>
    present(
      [text(one!, write), text(sought!, write)],
      ([given, part]) =>
        sql`if(${part!} = '', 0, toInt64(arrayCount(at -> substring(${given!}, at + 1, length(${part!})) = ${part!}, range(length(${given!})))))`,
    ),
  base64Encode: ({ arguments: [one] }, write) => sql`base64Encode(${text(one!, write)})`,
  hash: ({ arguments: [algorithm, one] }, write) =>
    sql`lower(hex(${hashes[wordOf(algorithm)]!}(${text(one!, write)})))`,
} satisfies Record<string, WriteCall>
