import { RE2JS } from 're2js'
import { queryError } from '../query-error.ts'
import type { Literal } from '../tree.ts'
import { asText, call, expectType } from './calls.ts'
import { longLiteral, textLiteral, textOf } from './operands.ts'
import type { ScalarFunction } from './scalar-function.ts'
import type { Bound } from './scope.ts'
import { groupsOf } from './texts.ts'

/** The pattern comes first. */
const trim = (functionName: 'trim' | 'trimStart' | 'trimEnd'): ScalarFunction => ({
  least: 2,
  most: 2,
  bind: (name, [pattern, text]) => {
    const regex = expectType(name, pattern!, ['string'])
    groupsOf(name, regex, pattern!.at)
    return call(functionName, 'string', textOf(name, text!), regex)
  },
})

/** The pattern comes first, then which of its groups; 0 is all that matches. */
const extract: ScalarFunction = {
  least: 3,
  most: 3,
  bind: (name, [pattern, group, text]) => {
    const regex = expectType(name, pattern!, ['string'])
    const groups = groupsOf(name, regex, pattern!.at)
    const { expression } = group!
    const number =
      expression.kind === 'literal' && expression.type === 'long' ? Number(expression.value ?? -1) : -1
    if (number < 0 || number > groups) {
      throw queryError(`${name} takes a group of the expression, 0 to ${groups}`, group!.at)
    }
    return call('extract', 'string', textOf(name, text!), regex, expression)
  },
}

const extractAll: ScalarFunction = {
  least: 2,
  most: 3,
  bind: (name, [pattern, ...rest]) => {
    const regex = expectType(name, pattern!, ['string'])
    const count = groupsOf(name, regex, pattern!.at)
    if (count === 0) throw queryError(`${name} takes an expression with a group in ( )`, pattern!.at)
    const text = rest.at(-1)!
    const groups =
      rest.length === 1
        ? Array.from({ length: count }, (_, at) => at + 1)
        : groupsNamed(name, regex as Literal, count, rest[0]!)
    return call(
      'extractAll',
      'dynamic',
      textOf(name, text),
      regex,
      ...groups.map((group) => longLiteral(BigInt(group))),
    )
  },
}

/** By their numbers or names, in a dynamic literal. */
function groupsNamed(
  name: string,
  regex: Literal,
  count: number,
  { expression, at }: Bound,
): readonly number[] {
  const isList = expression.kind === 'literal' && expression.type === 'dynamic' && expression.value !== null
  const list: unknown = isList ? JSON.parse(expression.value) : undefined
  const named = RE2JS.compile(String(regex.value)).namedGroups() as Readonly<Record<string, number>>
  const groups = Array.isArray(list)
    ? list.map((group) => (typeof group === 'string' && Object.hasOwn(named, group) ? named[group] : group))
    : []
  const isGroup = (group: unknown) => Number.isInteger(group) && Number(group) >= 1 && Number(group) <= count
  if (groups.length === 0 || !groups.every(isGroup)) {
    throw queryError(`${name} takes groups of the expression, as in dynamic([1]), 1 to ${count}`, at)
  }
  return groups as readonly number[]
}

const replaceRegex: ScalarFunction = {
  least: 3,
  most: 3,
  bind: (name, [text, pattern, rewrite]) => {
    const regex = expectType(name, pattern!, ['string'])
    const count = groupsOf(name, regex, pattern!.at)
    const made = expectType(name, rewrite!, ['string'])
    const isRead = made.kind === 'literal' && made.type === 'string'
    if (!isRead || /\\(?![\d\\])/.test(made.value.replaceAll('\\\\', ''))) {
      throw queryError(`${name} takes a literal with \\1 for a group and \\\\ for a backslash`, rewrite!.at)
    }
    const groups = Array.from(made.value.replaceAll('\\\\', '').matchAll(/\\(\d)/g), ([, group]) =>
      Number(group),
    )
    if (groups.some((group) => group > count)) {
      throw queryError(`the expression has groups 0 to ${count}`, rewrite!.at)
    }
    return call('replaceRegex', 'string', textOf(name, text!), regex, made)
  },
}

/** Its old name, which takes the text last. */
const replace: ScalarFunction = {
  ...replaceRegex,
  bind: (name, [pattern, rewrite, text], scope) =>
    replaceRegex.bind(name, [text!, pattern!, rewrite!], scope),
}

/** Of a text, or of a regular expression where the third says so. */
const countOf: ScalarFunction = {
  least: 2,
  most: 3,
  bind: (name, [text, sought, kind]) => {
    const search = expectType(name, sought!, ['string'])
    const said = kind === undefined ? textLiteral('normal') : kind.expression
    const isRegex = said.kind === 'literal' && said.value === 'regex'
    if (!isRegex && !(said.kind === 'literal' && said.value === 'normal')) {
      throw queryError(`${name} takes 'normal' or 'regex' as its kind`, kind!.at)
    }
    if (search.kind !== 'literal' || search.value === '') {
      throw queryError(`${name} takes a literal that is not empty`, sought!.at)
    }
    if (isRegex) groupsOf(name, search, sought!.at)
    return call(isRegex ? 'countMatches' : 'countText', 'long', textOf(name, text!), search)
  },
}

/** Whether all characters are ASCII's. */
const isAscii: ScalarFunction = {
  least: 1,
  most: 1,
  bind: (name, [text]) =>
    call(
      'matchesRegex',
      'bool',
      asText(expectType(name, text!, ['string'])),
      textLiteral('^[\\x00-\\x7f]*$'),
    ),
}

export const regexFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ['trim', trim('trim')],
  ['trim_start', trim('trimStart')],
  ['trim_end', trim('trimEnd')],
  ['extract', extract],
  ['extract_all', extractAll],
  ['replace_regex', replaceRegex],
  ['replace', replace],
  ['countof', countOf],
  ['isascii', isAscii],
]
