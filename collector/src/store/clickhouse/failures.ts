/**
 * Why a store could not do its work, and when to come again: who sent events keeps them until then. Its message is for
 * strangers, its cause for the log.
 */
export type AwayError = Error & { readonly statusCode: 503; readonly retryAfter: number }

/**
 * What ClickHouse's codes say of the server and not of the statement: another replica may do it, or the same one soon.
 * 3: unexpected end, 75, 243: no space, 159: too late, 164: read only, 198 to 210: the network, 202: too many queries,
 * 225, 242, 244, 999: no Keeper, 236: aborted, 252: too many parts, 279: all replicas failed, 285, 286, 289, 319: the
 * quorum, 394: cancelled, 425: the system.
 */
const codesOfServers = new Set(
  [
    3, 75, 159, 164, 198, 202, 203, 209, 210, 225, 236, 242, 243, 244, 252, 279, 285, 286, 289, 319, 394, 425,
    999,
  ].map(String),
)

export const codeOf = (error: unknown): string | undefined => {
  const { code } = error as { readonly code?: string | number }
  return code === undefined ? undefined : String(code)
}

/** Whether another server may do what this one did not. Whoever has no code was not reached. */
export function isOfServer(error: unknown): boolean {
  const code = codeOf(error)
  return code === undefined || !/^\d+$/.test(code) || codesOfServers.has(code)
}

export const away = (error: unknown, retryAfter: number): AwayError =>
  Object.assign(new Error('the store is away; come again later', { cause: error }), {
    statusCode: 503 as const,
    retryAfter,
  })

/** The reason behind an error that has one: of an `AwayError` what is for the log. */
export function causeOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? cause.message : message
}

/** What no other server would do better: none of ClickHouse's codes. */
export const refusal = (message: string): Error => Object.assign(new Error(message), { code: '0' })
