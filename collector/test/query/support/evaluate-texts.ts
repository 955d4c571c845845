import { RE2JS } from 're2js'
import type { Call } from '../../../src/query/tree.ts'
import type { Value } from './values.ts'

export type Evaluate = (values: readonly Value[], call: Call) => Value

/** Answers null where any value is null. */
export const strict =
  (evaluate: Evaluate): Evaluate =>
  (values, call) =>
    values.includes(null) ? null : evaluate(values, call)

const ofTexts = (evaluate: (one: string, other: string) => Value): Evaluate =>
  strict(([one, other]) =>
    typeof one === 'string' && typeof other === 'string' ? evaluate(one, other) : null,
  )

const ofText = (evaluate: (text: string) => Value): Evaluate =>
  strict(([one]) => (typeof one === 'string' ? evaluate(one) : null))

/** One letter at a time, where its other case is one letter too and not one of ASCII. */
const fold = (text: string): string =>
  Array.from(text, (letter) => {
    const upper = letter.toUpperCase()
    return Array.from(upper).length > 1 || (letter > '\x7f' && upper <= '\x7f') ? letter : upper
  }).join('')

const ofFolded = (evaluate: (one: string, other: string) => Value): Evaluate =>
  ofTexts((one, other) => evaluate(fold(one), fold(other)))

/** Whether the text falls into the term and what is around it, none of which touches it with a letter or digit. */
const hasTerm = (text: string, term: string, edge = 'around'): boolean =>
  term === '' ||
  Array.from(text).some((_, at, letters) => {
    const before = letters.slice(0, at)
    const rest = letters.slice(at).join('')
    return (
      rest.startsWith(term) &&
      (edge === 'behind' || !/[\p{L}\p{N}]/u.test(before.at(-1) ?? '')) &&
      (edge === 'before' || !/^[\p{L}\p{N}]/u.test(rest.slice(term.length)))
    )
  })

const characters = (text: string): readonly string[] => [...text]

/** All that is at an end and matches, taken off again and again. */
const trim = (text: string, pattern: string): string => trimAt(trimAt(text, `^(${pattern})`), `(${pattern})$`)

function trimAt(text: string, end: string): string {
  const shorter = RE2JS.compile(end).matcher(text).replaceFirst('')
  return shorter === text ? text : trimAt(shorter, end)
}

/** What is asked of texts. */
/** RE2's flags before a pattern: with `U`, what takes as much as it can takes as little, and the other way about. */
function expressionOf(pattern: string): RegExp {
  const [all, flags = ''] = /^\(\?([isU]+)\)/.exec(pattern) ?? ['']
  const source = pattern.slice(all.length)
  const turned = source.replace(
    /(\\.|\[(?:\\.|[^\]])*\]|\(\?:)|([*+?]|\{\d+,?\d*\})(\??)/g,
    (_, kept?: string, many?: string, lazy?: string) => kept ?? `${many}${lazy ? '' : '?'}`,
  )
  return new RegExp(flags.includes('U') ? turned : source, `u${flags.replace('U', '')}`)
}

export const evaluateText = {
  equalIgnoringCase: ofFolded((one, other) => one === other),
  contains: ofTexts((one, other) => one.includes(other)),
  containsIgnoringCase: ofFolded((one, other) => one.includes(other)),
  startsWith: ofTexts((one, other) => one.startsWith(other)),
  startsWithIgnoringCase: ofFolded((one, other) => one.startsWith(other)),
  endsWith: ofTexts((one, other) => one.endsWith(other)),
  endsWithIgnoringCase: ofFolded((one, other) => one.endsWith(other)),
  has: ofFolded((one, term) => hasTerm(one, term)),
  hasTerm: strict(([one, term, edge]) => hasTerm(one as string, term as string, edge as string)),
  hasTermIgnoringCase: strict(([one, term, edge]) =>
    hasTerm(fold(one as string), fold(term as string), edge as string),
  ),
  trimStart: ofTexts((one, pattern) => trimAt(one, `^(${pattern})`)),
  trimEnd: ofTexts((one, pattern) => trimAt(one, `(${pattern})$`)),
  reverse: ofText((one) => characters(one).reduce((made, letter) => letter + made, '')),
  repeat: strict(([one, times, between]) => {
    let made = ''
    for (let count = 0; count < Math.min(Number(times), 1024); count += 1) {
      made += `${count > 0 ? between : ''}${one}`
    }
    return made
  }),
  matchesRegex: ofTexts((one, pattern) => RE2JS.compile(pattern).matcher(one).find()),
  toLower: ofText((one) => one.toLowerCase()),
  toUpper: ofText((one) => one.toUpperCase()),
  length: ofText((one) => BigInt(characters(one).length)),
  substring: strict(([text, start, length]) => {
    if (typeof text !== 'string') return null
    const all = characters(text)
    const from = Number(start) < 0 ? Math.max(0, all.length + Number(start)) : Number(start)
    return all.filter((_, at) => at >= from && (Number(length) < 0 || at < from + Number(length))).join('')
  }),
  indexOf: strict(([text, sought, start]) => {
    if (typeof text !== 'string' || typeof sought !== 'string') return null
    const all = characters(text)
    const places = [...all.keys(), all.length].filter((at) => at >= Number(start))
    return BigInt(places.find((at) => all.slice(at).join('').startsWith(sought)) ?? -1)
  }),
  replace: strict(([text, sought, other]) => {
    if (typeof text !== 'string' || typeof sought !== 'string' || typeof other !== 'string') return null
    return sought === '' ? text : text.split(sought).join(other)
  }),
  trim: ofTexts(trim),
  // Of the same language as far as the patterns of the tests go.
  extract: strict(([text, pattern, group]) =>
    typeof text === 'string' ? (expressionOf(pattern as string).exec(text)?.[Number(group)] ?? '') : null,
  ),
  concat: strict((values) => (values.every((value) => typeof value === 'string') ? values.join('') : null)),
  split: ofTexts((one, separator) => (separator === '' ? [one] : one.split(separator))),
} satisfies Record<string, Evaluate>
