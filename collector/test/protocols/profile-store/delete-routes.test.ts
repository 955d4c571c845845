import Database from 'better-sqlite3'
import Fastify from 'fastify'
import { describe, expect, it, onTestFinished } from 'vitest'
import { answerErrors } from '../../../src/http/errors.ts'
import { routesNotFound } from '../../../src/http/not-found.ts'
import { createRefusals } from '../../../src/http/refusals.ts'
import { createAuthorize } from '../../../src/protocols/profile-store/auth.ts'
import { deletionRoute } from '../../../src/protocols/profile-store/delete-routes.ts'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { get, post } from '../../support/activity.ts'
import { key, least, postTrack, tracked, withKey } from '../../support/profile-store.ts'
import { type Running, running } from '../../support/running.ts'

const started = () => running({ keys: [{ key }], live: true })

async function remove({ url }: Pick<Running, 'url'>, scope: string, id: string, headers = {}) {
  const response = await fetch(`${url}/api/v2.0/TrackEvents/${scope}/${encodeURIComponent(id)}`, {
    method: 'DELETE',
    headers: { ...withKey, ...headers },
  })
  return { status: response.status, body: (await response.json()) as object }
}

const summaryOf = async ({ url }: Pick<Running, 'url'>) =>
  (await (await fetch(`${url}/live/summary`)).json()) as {
    readonly total: number
    readonly counts: readonly { readonly action: string; readonly count: number }[]
    readonly rate: readonly (readonly [number, number])[]
    readonly recent: readonly { readonly value?: string }[]
  }

describe('deleting', () => {
  it('hides the event from everything at once, and only once', async () => {
    const collector = await started()
    const events = ['a', 'b', 'c'].map((trackId) => ({ ...least, trackId, value: trackId }))
    await postTrack(collector.url, 'TrackBulk', events)
    expect(await remove(collector, 'default', 'b')).toEqual({ status: 200, body: { deleted: 1 } })
    const { total, counts, rate, recent } = await summaryOf(collector)
    expect(total).toBe(2)
    expect(counts).toMatchObject([{ action: 'home', count: 2 }])
    expect(rate.reduce((sum, [, count]) => sum + count, 0)).toBe(2)
    expect(recent.map(({ value }) => value)).toEqual(['c', 'a'])
    expect((await remove(collector, 'default', 'b')).status).toBe(404)
  })

  it('does not let the event come back', async () => {
    const collector = await started()
    await postTrack(collector.url, 'Track', { ...least, trackId: 'a' })
    await remove(collector, 'default', 'a')
    const { body } = await postTrack(collector.url, 'Track', { ...least, trackId: 'a' })
    expect(body).toMatchObject({ stored: 0, repeated: 1 })
    expect((await summaryOf(collector)).total).toBe(0)
  })

  it.each(['a/b', 'ü 🛍', '%2F', '%', '?x#', '../../..', "'; DROP TABLE events", 'a'.repeat(64)])(
    'finds the event that is called %s',
    async (trackId) => {
      const collector = await started()
      await postTrack(collector.url, 'Track', { ...least, trackId })
      expect((await remove(collector, 'default', trackId)).status).toBe(200)
    },
  )

  it('finds events of the other dialects by their keys, and those without a key by their numbers', async () => {
    const collector = await started()
    await post(collector.url, 'd=1795000000&c=embed&a=view&k=f.3K&n=7')
    await get(collector.url, 'd=1795000000&c=embed&a=view')
    await fetch(`${collector.url}/collect?sessionId=S.1&eventIndex=2`)
    await fetch(`${collector.url}/collect`, { method: 'POST', body: 'sessionId=S.2&rv-k=k3&rv-n=2' })
    await postTrack(collector.url, 'Track', least)
    for (const id of ['f.3K', 'f.3K.8', 'f.3K.07', 'S.1.2', 'event.1', 'event.4', 'event.9', 'event.05']) {
      expect([id, (await remove(collector, 'default', id)).status]).toEqual([id, 404])
    }
    for (const id of ['f.3K.7', 'event.2', 'event.3', 'k3.2', 'event.5']) {
      expect([id, (await remove(collector, 'default', id)).status]).toEqual([id, 200])
    }
    expect((await summaryOf(collector)).total).toBe(0)
  })

  it('minds the scope', async () => {
    const collector = await started()
    await postTrack(collector.url, 'Track', { ...least, trackId: 'a', scope: 'shop' })
    for (const scope of ['default', 'Shop', 'shop2']) {
      expect((await remove(collector, scope, 'a')).status).toBe(404)
    }
    expect((await remove(collector, 'shop', 'a')).status).toBe(200)
  })

  it('takes an address in any case, and a type for a body that is not there', async () => {
    const { url } = await started()
    await postTrack(url, 'Track', { ...least, trackId: 'aB' })
    const { status } = await fetch(`${url}/api/v2.0/trackevents/default/aB`, {
      method: 'DELETE',
      headers: { ...withKey, 'content-type': 'application/json' },
    })
    expect(status).toBe(200)
  })

  it('that fails says so, and can be tried again', async () => {
    const collector = await started()
    await postTrack(collector.url, 'Track', { ...least, trackId: 'a' })
    const other = new Database(collector.file)
    other.exec('BEGIN IMMEDIATE')
    expect((await remove(collector, 'default', 'a')).status).toBe(500)
    other.close()
    expect((await remove(collector, 'default', 'a')).status).toBe(200)
  })
})

it('says when there is room again, once too many wait to be erased', async () => {
  const app = Fastify()
  const store = openSqlite(':memory:', { limit: 1, interval: 60_000 })
  onTestFinished(async () => {
    await app.close()
    await store.close()
  })
  app.decorate('refusals', createRefusals())
  answerErrors(app, routesNotFound(app))
  deletionRoute(app, store, createAuthorize([{ key }], { addressOf: () => '192.0.2.1' }))
  await store.append(['a', 'b'].map((track) => tracked({ track })))
  const ask = (id: string) => app.inject({ method: 'DELETE', url: `/default/${id}`, headers: withKey })
  expect((await ask('a')).statusCode).toBe(200)
  const { statusCode, headers, body } = await ask('b')
  expect([statusCode, JSON.parse(body)]).toEqual([429, { error: expect.stringContaining('delete later') }])
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60)
})

it('tells viewers of the live page to begin anew', async () => {
  const collector = await started()
  await postTrack(collector.url, 'Track', { ...least, trackId: 'a' })
  const stream = await fetch(`${collector.url}/live/events`)
  await remove(collector, 'default', 'a')
  let told = ''
  for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
    told += chunk
    if (told.includes('event: anew')) break
  }
  expect(told).toContain('event: anew\ndata: ')
})

it('erases what was deleted once it is time, and after a restart too', async () => {
  const first = await running({ keys: [{ key }] })
  await postTrack(first.url, 'Track', {
    ...least,
    trackId: 'a',
    value: 'remember-me',
    payload: { x: 'remember-me' },
  })
  await remove(first, 'default', 'a')
  await first.app.close()
  const second = await running({ keys: [{ key }], store: first.file, purge: 0 })
  await expect.poll(() => second.rows()[0]).toMatchObject({ value: null, payload: 'null', track: 'a' })
  const { body } = await postTrack(second.url, 'Track', { ...least, trackId: 'a' })
  expect(body).toMatchObject({ stored: 0, repeated: 1 })
})
