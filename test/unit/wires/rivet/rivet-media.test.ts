import { expect, it } from 'vitest'
import type { Signal } from '../../../../src/types.ts'
import { rivet } from '../../../../src/wires/rivet/rivet.ts'
import { rivetMedia } from '../../../../src/wires/rivet/rivet-media.ts'
import { moment } from '../../../support/moment.ts'
import { eventsOf } from '../../../support/network.ts'

const said = (facts: Signal): unknown => {
  const wire = { ...rivet(), fromSignal: rivetMedia }
  const line = wire.encode(wire.fromSignal({ entryId: 'e-42', position: 7.5, ...facts })!, moment)
  return eventsOf([wire.pack([line], 'https://collect.example/')])[0]
}

it.each([
  [{ name: 'pause' }, { position: '7.5' }, undefined],
  [{ name: 'seek', targetPosition: 60 }, { targetPosition: '60' }, undefined],
  [{ name: 'view', playTimeSum: 10, soundMode: 2 }, { playTimeSum: '10' }, undefined],
  [{ name: 'captions', caption: 'fr' }, { caption: 'fr' }, undefined],
  [{ name: 'speed', playbackSpeed: 1.5 }, { playbackSpeed: '1.5' }, undefined],
  [{ name: 'error', errorCode: 3, errorDetails: 'x' }, { errorCode: '3' }, undefined],
  [{ name: 'play', joinTime: 0.3336 }, { position: '7.5' }, 334],
  [{ name: 'bufferEnd', bufferTime: 2, bufferTimeSum: 5 }, { position: '7.5' }, 2000],
])('%o is said with its entry, a fact and its duration', (facts, fact, duration) => {
  expect(said(facts)).toMatchObject({
    category: 'media',
    action: facts.name,
    labels: { entryId: 'e-42', ...fact },
    ...(duration && { duration }),
  })
})

it('what is not of any entry is not of media', () => {
  expect(rivetMedia({ name: 'view', page: '/' })).toBeUndefined()
})
