import { RE2JS } from 're2js'
import { queryError } from './query-error.ts'

/**
 * By RE2's rules, which are ECMAScript's but for what takes more than linear time.
 *
 * @param at - where in the query it stands
 * @throws QueryError when it cannot be read
 */
export function compileRegex(pattern: string, at?: number): RE2JS {
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    throw queryError(`the regular expression cannot be read: ${(error as Error).message.slice(0, 100)}`, at)
  }
}
