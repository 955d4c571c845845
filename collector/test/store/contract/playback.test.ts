import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../../src/model/event.ts'
import { stores } from '../support/stores.ts'

const played = (payload: object, more: Partial<StoredEvent> = {}): StoredEvent => ({
  dialect: 'kaltura',
  type: 'kaltura/play',
  time: 1795000000000,
  received: 1795000001000,
  session: 'S',
  payload,
  ...more,
})

describe.each(stores)('a playback session in %s', (_, open) => {
  it('has its events in their order, with the facts that are numbers', async () => {
    const store = await open()
    const { stored } = await store.append([
      played({ eventIndex: 2, position: '8.5', targetPosition: 60, bufferTime: 'a', playbackSpeed: '' }),
      played({ eventIndex: '1', position: '-30', playbackSpeed: 2, targetPosition: '1e5' }),
      played({ eventIndex: 1, position: 1 }, { session: 'other' }),
      played({ eventIndex: 1 }, { dialect: 'rivet' }),
    ])
    const fact = { type: 'kaltura/play', received: 1795000001000 }
    expect(await store.playback('S')).toEqual({
      events: [
        { ...fact, id: stored[1]!.id, index: 1, position: -30, speed: 2 },
        { ...fact, id: stored[0]!.id, index: 2, position: 8.5, target: 60 },
      ],
      isCut: false,
    })
    expect(await store.playback('nobody')).toEqual({ events: [], isCut: false })
  })

  it('is cut to the last thousand, and looks into nothing that is large', async () => {
    const store = await open()
    await store.append(Array.from({ length: 1001 }, (_, at) => played({ eventIndex: at + 1 })))
    const { events, isCut } = await store.playback('S')
    expect([events.length, events[0]?.index, events.at(-1)?.index, isCut]).toEqual([1000, 2, 1001, true])
    const { stored } = await store.append([
      played({ eventIndex: 7, filler: 'x'.repeat(20_000) }, { session: 'L' }),
    ])
    expect((await store.playback('L')).events).toEqual([
      { id: stored[0]!.id, type: 'kaltura/play', received: 1795000001000 },
    ])
  })
})
