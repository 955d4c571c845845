/** An error that is the client's answer: its message is sent, so it must tell nothing of the inside. */
export interface HttpError extends Error {
  readonly statusCode: number
  /** Seconds, for the Retry-After header. */
  readonly retryAfter?: number
  /** For the WWW-Authenticate header of a 401. Default: that of the keys. */
  readonly challenge?: string
  /** Methods, for the Allow header. */
  readonly allow?: string
}

export const httpError = (statusCode: number, message: string, retryAfter?: number): HttpError =>
  Object.assign(new Error(message), { statusCode, ...(retryAfter !== undefined && { retryAfter }) })
