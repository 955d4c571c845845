/** What the collector answers about events. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly stored: number
    readonly repeated: number
    readonly rejected: readonly { line: number; parameter?: string; error: string }[]
    readonly time: number
    readonly error?: string
    readonly parameter?: string
  }
}

export type Body = NonNullable<RequestInit['body']>

export const get = (url: string, query: string, init: RequestInit = {}): Promise<Answer> =>
  ask(`${url}/track/activity?${query}`, init)

export const post = (
  url: string,
  body: Body | undefined,
  headers: Record<string, string> = {},
  query = '',
): Promise<Answer> =>
  ask(`${url}/track/activity${query}`, { method: 'POST', headers, ...(body !== undefined && { body }) })

async function ask(address: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(address, init)
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  }
}
