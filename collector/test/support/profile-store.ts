import type { StoredEvent } from '../../src/model/event.ts'
import type { Answer } from './activity.ts'

/** The example of the documentation, in the camelCase of writing. */
export const documentedEvent = {
  deviceId: '91687965-bc76-49a2-862c-e014441b8f6b',
  eventType: 'home',
  value: 'Visited the start page.',
  pageUri: 'https://example.com/en/',
  remoteAddress: '::1',
  payload: {
    name: 'Home page',
    contentGuid: '440be34f-d08a-4a7e-b019-55448d065d28',
    contentLink: '163204',
    contentTypeID: 170,
    parentLink: '163198',
  },
  eventTime: '2017-09-15T07:16:34.7957819Z',
  countryCode: 'Localhost',
}

/** The least that an event must say. */
export const least = { deviceId: 'd', eventType: 'home', value: 'v' }

export const key = '0123456789abcdef-all'
export const withKey = { authorization: `epi-single ${key}` }

/** @param path - `Track` or `TrackBulk` */
export async function postTrack(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = withKey,
): Promise<Answer> {
  const response = await fetch(`${url}/api/v1.0/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  }
}

/** An event as the store takes it. */
export const tracked = (more: Partial<StoredEvent> = {}): StoredEvent => ({
  dialect: 'profile-store',
  type: 'home',
  time: 1795000000000,
  received: 1795000001000,
  visitor: 'd',
  value: 'v',
  payload: null,
  ...more,
})
