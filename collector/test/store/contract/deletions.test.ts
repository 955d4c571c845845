import { describe, expect, it } from 'vitest'
import { numbered } from '../../support/arrivals.ts'
import { tracked } from '../../support/profile-store.ts'
import { stores } from '../support/stores.ts'

describe.each(stores)('deletion in %s', (_, open) => {
  it('tells what was deleted by what it was counted by', async () => {
    const store = await open()
    const { stored } = await store.append([tracked({ track: 'a', scope: 'shop' })])
    expect(await store.delete('shop', 'a')).toEqual({
      kind: 'deleted',
      events: [{ id: stored[0]!.id, category: 'profile-store', action: 'home', received: 1795000001000 }],
    })
  })

  it('deletes all events that are called so, and nothing else', async () => {
    const store = await open()
    const { stored: unnamed } = await store.append([tracked()])
    const { id } = unnamed[0]!
    // One that an id is long enough to be mistaken for, and one of another number.
    const ids = [id]
    for (const event of [
      ...(Number.isSafeInteger(Number(id)) ? [numbered('event', Number(id))] : []),
      tracked({ track: `event.${id}` }),
    ])
      ids.push((await store.append([event])).stored[0]!.id)
    const { stored: others } = await store.append([
      numbered('event', 7_000_000),
      tracked({ track: 'event.7000001' }),
      tracked(),
    ])
    const deletion = await store.delete('default', `event.${id}`)
    expect(deletion).toMatchObject({ kind: 'deleted', events: ids.map((own) => ({ id: own })) })
    expect((await store.recent(9)).map((event) => event.id)).toEqual(
      others.map((event) => event.id).reverse(),
    )
  })

  it('says when to come back once too many wait to be erased', async () => {
    const store = await open({ limit: 2, interval: 60_000 })
    await store.append(['a', 'b', 'c'].map((track) => tracked({ track })))
    const answers = await Promise.all(
      ['a', 'x', 'b', 'c', 'a'].map((track) => store.delete('default', track)),
    )
    expect(answers.map(({ kind }) => kind)).toEqual(['deleted', 'unknown', 'deleted', 'full', 'unknown'])
    const [, , , full] = answers
    const { retryAfter } = full as { retryAfter: number }
    expect(retryAfter).toBeGreaterThan(0)
    expect(retryAfter).toBeLessThanOrEqual(60)
    expect(await store.total()).toBe(1)
  })

  it('makes room again by erasing', async () => {
    const store = await open({ limit: 1, interval: 0 })
    await store.append(['a', 'b'].map((track) => tracked({ track })))
    await store.delete('default', 'a')
    expect((await store.delete('default', 'b')).kind).toBe('full')
    await store.purgeWhenDue()
    expect((await store.delete('default', 'b')).kind).toBe('deleted')
  })

  it('hides a playback’s events, and counts no hole for them', async () => {
    const store = await open()
    const kaltura = { dialect: 'kaltura', type: 'kaltura/play', session: 'S' } as const
    await store.append(
      [1, 2, 3].map((eventIndex) => numbered('S', eventIndex, { ...kaltura, payload: { eventIndex } })),
    )
    await store.delete('default', 'S.2')
    expect((await store.playback('S')).events.map(({ index }) => index)).toEqual([1, 3])
    expect(await store.gaps('S')).toEqual({ ranges: [], from: 1 })
    expect(await store.counts()).toEqual([{ category: 'kaltura', action: 'play', count: 2 }])
    expect(await store.rate(0)).toEqual([[1795000001, 2]])
  })

  it('leaves the digest of an event whose sender has given it no key', async () => {
    const store = await open({ interval: 0 })
    const event = { ...tracked(), dialect: 'kaltura', track: undefined, digest: 'd' } as const
    const { stored } = await store.append([event])
    expect((await store.delete('default', `event.${stored[0]!.id}`)).kind).toBe('deleted')
    await store.purgeWhenDue()
    expect((await store.append([event])).repeated).toBe(1)
    expect(await store.total()).toBe(0)
  })
})
