import { expect, it } from 'vitest'
import type { Signal } from '../../../src/types.ts'
import { kalturaEventTypes } from '../../../src/wires/kaltura/kaltura-event.ts'
import { rivetMedia } from '../../../src/wires/rivet/rivet-media.ts'
import { eventTable, tableOf } from '../../support/event-table.ts'
import { scriptedVideo, watched } from './support/scripted-video.ts'

const player = () =>
  ({
    actualBitrate: 1,
    averageBitrate: 2,
    clientVer: 'v',
    clientTag: 't',
    deliveryType: 'hls',
    playbackType: 'vod',
  }) as const

/** All that can happen to a video. */
const everything = (): Signal[] => {
  const track = { mode: 'disabled', kind: 'captions', language: 'de', label: '' }
  const textTracks = Object.assign(new EventTarget(), {
    *[Symbol.iterator]() {
      yield track
    },
  })
  const video = scriptedVideo({ textTracks })
  const { signals } = watched(video, 'e-42', player)
  video.fire('loadstart', 'canplay')
  video.play()
  video.playFor(10)
  video.fire('waiting')
  video.waitFor(2)
  video.fire('playing')
  video.pause()
  video.play()
  video.seek(60)
  video.set({ playbackRate: 2 })
  video.fire('ratechange')
  track.mode = 'showing'
  textTracks.dispatchEvent(new Event('change'))
  for (const webkitDisplayingFullscreen of [true, false]) {
    video.set({ webkitDisplayingFullscreen })
    video.fire(webkitDisplayingFullscreen ? 'webkitbeginfullscreen' : 'webkitendfullscreen')
  }
  video.playFor(20)
  video.set({ ended: true, paused: true })
  video.fire('ended')
  video.play()
  video.set({ error: { code: 3, message: 'broken' } })
  video.fire('error')
  return signals
}

it('the catalogue has each event of a video, with its facts and labels, and no other', () => {
  const rows = [...eventTable()].filter(([, { plugin }]) => plugin === 'media')
  const [each, ...events] = rows.map(([name, { labels, facts }]) => [name, { labels, facts }] as const)
  const common = each![1].facts
  const seen = [...tableOf(everything(), (signal) => rivetMedia(signal))].map(([name, { labels, facts }]) => {
    expect(facts).toEqual(expect.arrayContaining(common.filter((fact) => !labels.includes(fact))))
    return [name, { labels, facts: facts.filter((fact) => !common.includes(fact)) }] as const
  })
  expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(events))
  // Whatever Kaltura's wire can say of a video is one of its types.
  expect(events.filter(([name]) => !(name in kalturaEventTypes))).toEqual([])
})
