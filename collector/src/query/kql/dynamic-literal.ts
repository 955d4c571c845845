import { queryError } from '../query-error.ts'
import { limits } from './limits.ts'
import { readString } from './strings.ts'

const space = /\s*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y
const word = /(?:true|false|null)(?!\w)/y

/**
 * Reads what stands in `dynamic(…)`: JSON, with strings in either quotes.
 *
 * @param at - right behind the bracket
 * @returns JSON text, null for JSON's null, and where the text goes on
 */
export function readDynamic(
  text: string,
  at: number,
): { readonly json: string | null; readonly end: number } {
  let here = at

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = here
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) here += found.length
    return found
  }
  const skip = (character: string): boolean => {
    match(space)
    const isThere = text[here] === character
    if (isThere) here += 1
    match(space)
    return isThere
  }
  const fail = (): never => {
    throw queryError('dynamic(…) must hold JSON', here)
  }

  const readText = (): string => {
    if (text[here] !== '"' && text[here] !== "'") fail()
    const { value, end } = readString(text, here)
    here = end
    return JSON.stringify(value)
  }

  const readItems = (close: string, readItem: () => string): string => {
    if (skip(close)) return ''
    const items = [readItem()]
    while (skip(',')) items.push(readItem())
    if (!skip(close)) fail()
    return items.join(',')
  }

  const readValue = (depth: number): string => {
    if (depth > limits.nesting) throw queryError('dynamic(…) is nested too deep', here)
    if (skip('[')) return `[${readItems(']', () => readValue(depth + 1))}]`
    if (skip('{')) {
      const names = new Set<string>()
      return `{${readItems('}', () => {
        const name = readText()
        if (names.has(name)) throw queryError(`dynamic(…) has the name ${name} twice`, here)
        names.add(name)
        if (!skip(':')) fail()
        return `${name}:${readValue(depth + 1)}`
      })}}`
    }
    return match(number) ?? match(word) ?? readText()
  }

  match(space)
  const json = readValue(0)
  if (!skip(')')) fail()
  return { json: json === 'null' ? null : json, end: here }
}
