import { type Evaluate, strict } from './evaluate-texts.ts'
import type { Value } from './values.ts'

// Of the same language as far as the patterns of the tests go.
const matches = (text: string, pattern: string): readonly RegExpExecArray[] => [
  ...text.matchAll(
    new RegExp(
      pattern.replace(/^\(\?i\)/, '').replaceAll('(?P<', '(?<'),
      pattern.startsWith('(?i)') ? 'giu' : 'gu',
    ),
  ),
]

const ofText = (evaluate: (text: string, ...others: readonly Value[]) => Value): Evaluate =>
  strict(([text, ...others]) => (typeof text === 'string' ? evaluate(text, ...others) : null))

export const evaluateMatches = {
  extractAll: ofText((text, pattern, ...groups) => {
    const found = matches(text, pattern as string)
    if (found.length === 0) return null
    return found.map((match) => {
      const values = groups.map((group) => match[Number(group)] ?? '')
      return values.length === 1 ? values[0]! : values
    })
  }),
  replaceRegex: ofText((text, pattern, rewrite) => {
    let made = ''
    let end = 0
    for (const match of matches(text, pattern as string)) {
      made += text.slice(end, match.index)
      for (let at = 0; at < (rewrite as string).length; at += 1) {
        const letter = (rewrite as string)[at]!
        const next = (rewrite as string)[at + 1]!
        if (letter !== '\\') made += letter
        else {
          made += next === '\\' ? next : (match[Number(next)] ?? '')
          at += 1
        }
      }
      end = match.index + match[0].length
    }
    return made + text.slice(end)
  }),
  countMatches: ofText((text, pattern) => BigInt(matches(text, pattern as string).length)),
  countText: ofText((text, sought) => {
    if (sought === '') return 0n
    return BigInt([...Array(text.length).keys()].filter((at) => text.startsWith(sought as string, at)).length)
  }),
} satisfies Record<string, Evaluate>
