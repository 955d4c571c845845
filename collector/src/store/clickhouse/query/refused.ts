import { queryError } from '../../../query/query-error.ts'

/** What this engine has no words for. It is said, and nothing is answered that another engine would not. */
export function refuse(what: string): never {
  throw queryError(`${what} is not supported by a cluster yet`)
}
