import { describe, expect, it } from 'vitest'
import { createCollector } from '../../src/collector.ts'
import { postAs, track } from '../support/kaltura.ts'
import { running } from '../support/running.ts'

const key = 'a'.repeat(32)
const authorization = `epi-single ${key}`
const event = JSON.stringify({ deviceId: 'D', eventType: 'home', value: 'Seen' })

describe('a slash at the end', () => {
  it('is the same path, wherever there is one', async () => {
    const { url, rows } = await running({ keys: [{ key }], live: true })
    const asked = async (path: string, init: RequestInit = {}) => {
      const { status } = await track(`${url}${path}`, { ...init, headers: { authorization } })
      return [path, status]
    }
    const post = { method: 'POST', body: event }
    const answers = [
      await asked('/track/activity/?d=1795000000&c=a&a=b'),
      await asked('/collect/?eventType=1'),
      await asked('/api_v3/index.php/?service=analytics&action=trackEvent'),
      await asked('/api_v3/service/analytics/action/trackEvent/'),
      await asked('/api/v1.0/Track/', post),
      await asked('/api/v1.0/TrackBulk/', { ...post, body: `[${event}]` }),
      await asked('/api/v2.0/TrackEvents/?$top=1'),
      await asked('/api/v2.0/TrackEvents/preview/', { ...post, body: '{"Query":"Events | take 1"}' }),
      await asked('/api/v2.0/TrackEvents/default/event.1/', { method: 'DELETE' }),
      await asked('/healthz/'),
    ]
    expect(answers).toEqual(answers.map(([path]) => [path, 200]))
    expect(rows()).toHaveLength(6)
    for (const path of ['/live/', '/live/delivery/', '/live/playback/?session=S'])
      expect(await asked(path)).toEqual([path, 404])
  })

  it('is asked about by a preflight as the path is, and refused with its methods', async () => {
    const { url } = await running({ origins: ['https://shop.example'] })
    for (const path of ['/collect/', '/api/v1.0/Track/', '/track/activity/']) {
      const { status, headers } = await track(url + path, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://shop.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      })
      expect([path, status, headers.get('access-control-allow-origin')]).toEqual([
        path,
        204,
        'https://shop.example',
      ])
      const wrong = await track(url + path, { method: 'PUT' })
      expect([path, wrong.status, wrong.headers.get('allow')]).toEqual([
        path,
        405,
        expect.stringContaining('POST'),
      ])
    }
    expect((await track(`${url}/collect//`)).status).toBe(404)
  })
})

it('stays somebody else’s own, whose routes are beside ours', async () => {
  const app = await createCollector({ store: ':memory:', logLevel: 'silent' })
  app.get('/files/*', ({ url }) => ({ url }))
  app.get('/both', () => 'one')
  app.get('/both/', () => 'other')
  const said = async (url: string) => (await app.inject(url)).body
  expect([await said('/files/'), await said('/both'), await said('/both/')]).toEqual([
    '{"url":"/files/"}',
    'one',
    'other',
  ])
  await app.close()
})

describe.each(['/api_v3', '//api_v3'])('the path of Kaltura’s generated clients after %s', (api) => {
  const path = `${api}/service/analytics/action/trackEvent`

  it('takes an event in whatever way it comes, and names the service itself', async () => {
    const { url, rows } = await running()
    const answers = [
      await track(`${url}${path}?eventType=3&format=1`),
      await postAs(url + path, 'application/json', '{"eventType":3,"format":1,"apiVersion":"21.20.0"}'),
      await postAs(url + path, 'application/x-www-form-urlencoded', 'eventType=3&format=1'),
    ]
    for (const { status, type, text } of answers) {
      expect([status, type]).toEqual([200, 'application/json; charset=utf-8'])
      expect(JSON.parse(text)).toEqual(expect.any(Number))
    }
    expect(rows().map(({ type }) => type)).toEqual(Array(3).fill('kaltura/play'))
  })

  it('is no other service’s', async () => {
    const { url } = await running()
    expect((await track(`${url}${path.replace('analytics', 'session')}`)).status).toBe(404)
  })
})
