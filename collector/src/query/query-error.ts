/** A query that is not answered, and why: its message names the construct. */
export interface QueryError extends Error {
  readonly name: 'QueryError'
  /** Where in the text it is, counted from 0 in UTF-16 units; absent where it is nowhere in particular. */
  readonly at?: number
  /** The option of the request it is in, where there are several: `$filter`. */
  readonly target?: string
}

export const queryError = (message: string, at?: number, target?: string): QueryError =>
  Object.assign(new Error(message), {
    name: 'QueryError' as const,
    ...(at !== undefined && { at }),
    ...(target !== undefined && { target }),
  })

export const isQueryError = (thrown: unknown): thrown is QueryError =>
  thrown instanceof Error && thrown.name === 'QueryError'
