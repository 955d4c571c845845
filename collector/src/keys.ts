import { isScope, scopeRule } from './model/scope.ts'

/** What a request shows to write from anywhere, to read and to delete. */
export interface Key {
  readonly key: string
  /** What it may touch; all where none are named. */
  readonly scopes?: readonly string[] | undefined
}

/** A shorter one could be guessed. */
const shortest = 16

/** @throws when a key is none; the message does not tell the key */
export function checkKeys(keys: readonly Key[]): void {
  keys.forEach(({ key, scopes = [] }, at) => {
    if (!new RegExp(`^[!-~]{${shortest},}$`).test(key)) {
      throw new Error(`key ${at + 1} must be at least ${shortest} characters of ASCII, without spaces`)
    }
    if (!scopes.every(isScope)) throw new Error(`a scope of key ${at + 1} is none: ${scopeRule}`)
  })
}

/** Keys for all scopes, separated by commas. */
export const keysInList = (text: string): Key[] =>
  text
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
    .map((key) => ({ key }))

/** One key a line, and after it the scopes it is for; `#` begins a comment. */
export const keysInFile = (text: string): Key[] =>
  text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [key = '', ...scopes] = line.split(/[\s,]+/)
      return scopes.length > 0 ? { key, scopes } : { key }
    })
