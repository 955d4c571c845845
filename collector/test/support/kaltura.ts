import type { Answer } from './activity.ts'

/** What the collector answers about trackEvent. */
export interface Told {
  readonly status: number
  readonly type: string | null
  readonly headers: Headers
  readonly text: string
}

export async function track(address: string, init: RequestInit = {}): Promise<Told> {
  const response = await fetch(address, init)
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    text: await response.text(),
  }
}

export const postAs = (address: string, type: string, body: string): Promise<Told> =>
  track(address, { method: 'POST', headers: { 'content-type': type }, body })

/** Sends a batch as the SDK does. */
export async function postBatch(address: string, body: string): Promise<Answer['body']> {
  return JSON.parse((await postAs(address, 'text/plain;charset=UTF-8', body)).text)
}
