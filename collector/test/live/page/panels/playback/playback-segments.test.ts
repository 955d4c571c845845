import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { playbackLine } from '../../../../../src/live/page/panels/playback/playback-segments.ts'
import type { PlaybackEvent } from '../../../../../src/store/store.ts'

type Step = readonly [name: string, position?: number | undefined, target?: number | undefined]

const eventsOf = (steps: readonly Step[]): PlaybackEvent[] =>
  steps.map(([name, position, target], at) => ({
    id: String(at + 1),
    type: `kaltura/${name}`,
    received: 1795000000000,
    index: at + 1,
    ...(position !== undefined && { position }),
    ...(target !== undefined && { target }),
  }))

const lineOf = (...steps: Step[]) => playbackLine(eventsOf(steps))

const playedOf = (...steps: Step[]) => lineOf(...steps).segments.map(({ played }) => played)

describe('a playback session', () => {
  it('is nothing without events', () => {
    expect(lineOf()).toEqual({ from: 0, to: 0, segments: [] })
  })

  it('is one segment as long as nobody moves, in which only what was played is played', () => {
    expect(
      playedOf(
        ['impression', 0],
        ['play', 0],
        ['view', 10],
        ['pause', 12],
        ['resume', 12],
        ['view', 20],
        ['reached100', 24],
        ['info', 30],
      ),
    ).toEqual([[[0, 24]]])
    expect(playedOf(['play', 0], ['pause', 5], ['resume', 8], ['pause', 9])).toEqual([
      [
        [0, 5],
        [8, 9],
      ],
    ])
  })

  it('has a segment more after each seek, forward and back, which goes on being played', () => {
    const { from, to, segments } = lineOf(
      ['play', 0],
      ['seek', 10, 60],
      ['reached50', 60],
      ['view', 70],
      ['seek', 75, 5],
      ['view', 8],
    )
    expect([from, to]).toEqual([0, 75])
    expect(segments.map(({ played }) => played)).toEqual([[[0, 10]], [[60, 75]], [[5, 8]]])
    expect(segments.map(({ marks }) => marks.map(({ event }) => Number(event.id)))).toEqual([
      [1, 2],
      [3, 4, 5],
      [6],
    ])
  })

  it('ends what was watched where the event before the seek says, where the seek is told from its target', () => {
    const { segments } = lineOf(['play', 0], ['view', 10], ['seek', 60, 60], ['reached25', 60], ['view', 70])
    expect(segments.map(({ played }) => played)).toEqual([[[0, 10]], [[60, 70]]])
    expect(segments.map(({ marks }) => marks.map(({ at }) => at))).toEqual([
      [0, 10],
      [60, 60, 70],
    ])
    // Whoever pauses and seeks at once is told of both where they went, and of the quarter that they skipped.
    expect(
      playedOf(
        ['play', 0],
        ['view', 10],
        ['reached75', 60],
        ['pause', 60],
        ['seek', 60, 60],
        ['resume', 60.1],
        ['view', 70],
      ),
    ).toEqual([[[0, 10]], [[60.1, 70]]])
  })

  it('plays nothing while it is paused, also after a seek', () => {
    expect(playedOf(['play', 0], ['pause', 5], ['seek', 5, 60], ['captions', 62], ['resume', 62])).toEqual([
      [[0, 5]],
      [],
    ])
  })

  it('knows a jump back that nobody told of, and lets positions be a little wrong', () => {
    expect(playedOf(['play', 0], ['view', 50], ['replay', 0], ['view', 10])).toEqual([[[0, 50]], [[0, 10]]])
    expect(playedOf(['play', 0], ['view', 10.4], ['view', 10], ['view', 20])).toHaveLength(1)
  })

  it('takes the last position for one that is missing, and those of a live stream', () => {
    const { segments } = lineOf(['impression'], ['play', 7], ['pause'])
    expect(segments[0]?.marks.map(({ at }) => at)).toEqual([7, 7, 7])
    expect(lineOf(['play', -30], ['view', -20])).toMatchObject({ from: -30, to: 0 })
  })

  it('holds every event once, within its bounds, whatever came', () => {
    const place = fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { nil: undefined })
    const name = fc.constantFrom('play', 'pause', 'seek', 'view', 'replay', 'error', 'impression', 'unknown')
    fc.assert(
      fc.property(fc.array(fc.tuple(name, place, place)), (steps) => {
        const { from, to, segments } = playbackLine(eventsOf(steps))
        const marks = segments.flatMap((segment) => segment.marks)
        expect(marks.map(({ event }) => Number(event.id))).toEqual(steps.map((_, at) => at + 1))
        for (const at of [
          ...marks.map((mark) => mark.at),
          ...segments.flatMap(({ played }) => played.flat()),
        ]) {
          expect(at).toBeGreaterThanOrEqual(from)
          expect(at).toBeLessThanOrEqual(to)
        }
        for (const [begin, end] of segments.flatMap(({ played }) => played)) expect(begin).toBeLessThan(end)
      }),
    )
  })
})
