import { type Asked, ask } from './ask.ts'

export const liveKey = 'the-live-key-of-the-tests'

/** Sends the form of the login, as the page at this address would. */
export const sendKey = (port: number, key: string, headers: Record<string, string> = {}): Promise<Asked> =>
  ask(port, '/live/login', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: `http://127.0.0.1:${port}`,
      ...headers,
    },
    body: new URLSearchParams({ key }).toString(),
  })

export const setCookie = ({ headers }: Asked): string => [headers['set-cookie'] ?? []].flat()[0] ?? ''

/** @returns the Cookie header of a session */
export const loggedIn = async (port: number, headers: Record<string, string> = {}): Promise<string> => {
  const answer = await sendKey(port, liveKey, headers)
  if (answer.status !== 303) throw new Error(`the login answered ${answer.status}: ${answer.body}`)
  return setCookie(answer).split(';')[0]!
}
