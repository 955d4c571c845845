import { RE2JS } from 're2js'
import type { Write } from '../../../query/sql/dialect.ts'
import { type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call, Expression } from '../../../query/tree.ts'
import { text } from './dynamics.ts'
import { letting } from './let.ts'
import { present } from './present.ts'
import { refuse } from './refused.ts'
import { patternOf } from './texts.ts'

type WriteCall = (call: Call, write: Write) => Fragment

/** What lines, terms and texts begin and end with. */
const signs = ['', 'a', 'Z', '_', '0', ' ', '-', '.', 'é', '\n']

/** Whether a pattern matches where there is nothing, as `x*` does. */
function matchesNothing(pattern: string): boolean {
  const regex = RE2JS.compile(pattern)
  return signs.some((before) =>
    signs.some((behind) => {
      const matcher = regex.matcher(before + behind)
      while (matcher.find()) if (matcher.start() === matcher.end()) return true
      return false
    }),
  )
}

/** The engine stops at a match of nothing, or goes on elsewhere than others do. */
const ofMatches =
  (name: string, call: WriteCall): WriteCall =>
  (given, write) => {
    const [, pattern] = given.arguments
    patternOf(pattern, write)
    if (matchesNothing((pattern as { readonly value: string }).value))
      refuse(`${name} by an expression that matches nothing, as x* does,`)
    return call(given, write)
  }

/** With a group around it, which is the first: the engine gives groups alone. */
const grouped = (pattern: Expression, write: Write): Fragment =>
  patternOf(
    { kind: 'literal', type: 'string', value: `(${(pattern as { readonly value: string }).value})` },
    write,
  )

export const regexFunctions = {
  extractAll: ofMatches('extract_all', ({ arguments: [one, pattern, ...groups] }, write) =>
    present([text(one!, write)], ([given]) =>
      letting(sql`extractAllGroupsVertical(${given!}, ${grouped(pattern!, write)})`, (matches) => {
        const each = groups.map((group) => sql`found[${write(group)} + 1]`)
        const parts = each.length === 1 ? each[0]! : sql`[${joined(each, ', ')}]`
        return sql`if(empty(${matches}), NULL, toJSONString(arrayMap(found -> ${parts}, ${matches})))`
      }),
    ),
  ),
  replaceRegex: ofMatches(
    'replace_regex',
    ({ arguments: [one, pattern, rewrite] }, write) =>
      sql`replaceRegexpAll(${text(one!, write)}, ${patternOf(pattern, write)}, ${write(rewrite!)})`,
  ),
  countMatches: ofMatches(
    'countof',
    ({ arguments: [one, pattern] }, write) =>
      sql`toInt64(countMatches(${text(one!, write)}, ${patternOf(pattern, write)}))`,
  ),
} satisfies Record<string, WriteCall>
