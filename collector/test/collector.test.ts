import { expect, it, onTestFinished } from 'vitest'
import { createCollector } from '../src/collector.ts'
import { get } from './support/activity.ts'

/** A collector with a caller's own routes, as a page's server may use it. */
async function withRoutes() {
  const collector = await createCollector({ store: ':memory:', logLevel: 'silent' })
  onTestFinished(() => collector.close())
  collector.get('/own', async () => 'hello')
  collector.get('/broken', async () => {
    throw new Error('the password is 1234')
  })
  collector.get('/*', async () => 'a file')
  return collector.listen({ host: '127.0.0.1', port: 0 })
}

it('takes other routes beside its own', async () => {
  const url = await withRoutes()
  expect(await (await fetch(`${url}/own`)).text()).toBe('hello')
  expect(await (await fetch(`${url}/shop.html`)).text()).toBe('a file')
  expect((await get(url, 'd=1795000000&c=embed&a=view')).body.stored).toBe(1)
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready' })
  const refused = await fetch(`${url}/track/activity`, { method: 'DELETE' })
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, POST'])
})

it('tells nothing of the inside when something breaks', async () => {
  const response = await fetch(`${await withRoutes()}/broken`)
  expect([response.status, await response.json()]).toEqual([500, { error: 'internal error' }])
})
