import { describe, expect, it, onTestFinished } from 'vitest'
import { hidePage, leavePage } from '../../support/page.ts'
import { scriptedVideo, watched } from './support/scripted-video.ts'

const began = ['impression', 'playRequested', 'play', 'view']

describe('view events', () => {
  it('come as many as are due, however seldom a hidden tab is told the time', () => {
    const video = scriptedVideo({ duration: 1000 })
    const { signals } = watched(video)
    video.play()
    hidePage()
    video.playFor(37)
    video.playFor(1)
    video.playFor(2.5)
    const views = signals.filter(({ name }) => name === 'view')
    expect(views.map(({ playTimeSum }) => playTimeSum)).toEqual([0, 10, 20, 37, 40.5])
    expect(views.map(({ tabMode }) => tabMode)).toEqual([2, 1, 1, 1, 1])
  })

  it('that are due come before the page goes', () => {
    const video = scriptedVideo({ duration: 1000 })
    const { names } = watched(video)
    video.play()
    video.waitFor(10)
    video.set({ currentTime: 10 })
    leavePage()
    expect(names()).toEqual([...began, 'view'])
  })

  it('come by played time, not the media’s: pauses, seeks and speed make no difference; their sum is the media’s', () => {
    const video = scriptedVideo({ duration: 1000 })
    const { signals } = watched(video)
    video.play()
    video.playFor(4)
    video.pause()
    video.waitFor(1000)
    video.play()
    video.seek(500)
    video.set({ playbackRate: 2 })
    video.fire('ratechange')
    video.playFor(5)
    expect(signals.filter(({ name }) => name === 'view')).toHaveLength(1)
    video.playFor(1)
    expect(signals.at(-1)).toMatchObject({ name: 'view', playTimeSum: 16, position: 512 })
  })

  it('that come late say what they would have said in time, at whatever speed', () => {
    const video = scriptedVideo({ duration: 1000, playbackRate: 2 })
    const { signals } = watched(video)
    video.play()
    video.playFor(37)
    const views = signals.filter(({ name }) => name === 'view')
    expect(views.map(({ playTimeSum }) => playTimeSum)).toEqual([0, 20, 40, 74])
  })

  it('count what was played between the last news of it and a seek, by the clock of the page', () => {
    const video = scriptedVideo({ duration: 1000 })
    const { signals } = watched(video)
    video.play()
    video.playFor(7)
    video.waitFor(2)
    video.seek(500)
    expect(signals.find(({ name }) => name === 'seek')).toMatchObject({ position: 9, targetPosition: 500 })
    video.playFor(1)
    expect(signals.filter(({ name }) => name === 'view').at(-1)).toMatchObject({ playTimeSum: 10 })
  })

  it('count nothing of where the media begins, nor of a seek that ends elsewhere', () => {
    const video = scriptedVideo({ duration: 1000 })
    const { signals } = watched(video)
    video.set({ currentTime: 30 })
    video.play()
    video.set({ currentTime: 200, seeking: true })
    video.fire('seeking')
    video.set({ currentTime: 212, seeking: false })
    video.fire('timeupdate', 'seeked', 'playing')
    expect(signals.filter(({ name }) => name === 'view')).toMatchObject([{ playTimeSum: 0, position: 30 }])
  })
})

describe('what was played', () => {
  it('stays so when the same source is loaded again', () => {
    const video = scriptedVideo({ duration: 1000 })
    const { signals } = watched(video)
    video.play()
    video.playFor(8)
    video.set({ currentTime: 0, readyState: 0 })
    video.fire('emptied', 'timeupdate', 'loadstart')
    video.set({ readyState: 4 })
    video.playFor(2)
    expect(signals.at(-1)).toMatchObject({ name: 'view', playTimeSum: 10, position: 2 })
  })
})

it('a skip is told first, then the quartiles it passed, in their order', () => {
  const video = scriptedVideo()
  const { names } = watched(video)
  video.play()
  video.seek(80)
  expect(names().slice(4)).toEqual(['seek', 'reached25', 'reached50', 'reached75'])
})

describe('waiting', () => {
  it('before the first picture is the time of joining', () => {
    const video = scriptedVideo({ readyState: 0 })
    const { signals, names } = watched(video)
    video.set({ paused: false })
    video.fire('play', 'waiting')
    video.waitFor(1.5)
    video.set({ readyState: 4 })
    video.fire('playing')
    expect(names()).toEqual(began)
    expect(signals[2]).toMatchObject({ joinTime: 1.5, bufferTime: 0, bufferTimeSum: 0 })
  })

  it('is told in each view event as far as it is new, and at most as long as its interval', () => {
    const video = scriptedVideo({ duration: 1000 })
    const { signals } = watched(video)
    const stall = (seconds: number): void => {
      video.fire('waiting')
      video.waitFor(seconds)
      video.fire('playing')
    }
    video.play()
    video.playFor(5)
    stall(2)
    stall(1)
    video.playFor(5)
    stall(12)
    video.playFor(10)
    video.playFor(10)
    const told = signals.filter(({ name }) => /view|bufferEnd/.test(name))
    expect(told.map(({ name, bufferTime, bufferTimeSum }) => [name, bufferTime, bufferTimeSum])).toEqual([
      ['view', 0, 0],
      ['bufferEnd', 2, 2],
      ['bufferEnd', 3, 3],
      ['view', 3, 3],
      ['bufferEnd', 10, 15],
      ['view', 10, 15],
      ['view', 0, 15],
    ])
  })

  it('ends when somebody pauses, and is none while it is paused', () => {
    const video = scriptedVideo()
    const { names } = watched(video)
    video.play()
    video.fire('waiting', 'waiting')
    video.pause()
    video.fire('waiting')
    expect(names().slice(4)).toEqual(['bufferStart', 'bufferEnd', 'pause'])
  })
})

describe('a pause', () => {
  it('while it seeks is told when it has, if it still is', () => {
    const video = scriptedVideo()
    const { names } = watched(video)
    video.play()
    video.set({ seeking: true, currentTime: 10 })
    video.fire('seeking')
    video.set({ paused: true })
    video.fire('pause')
    expect(names().slice(4)).toEqual(['seek'])
    video.set({ seeking: false })
    video.fire('seeked')
    expect(names().slice(4)).toEqual(['seek', 'pause'])
  })

  it('that a player makes for the time of a seek is none', () => {
    const video = scriptedVideo()
    const { names } = watched(video)
    video.play()
    video.set({ seeking: true, paused: true, currentTime: 10 })
    video.fire('seeking', 'pause')
    video.set({ paused: false })
    video.fire('play')
    video.set({ seeking: false })
    video.fire('seeked', 'playing')
    expect(names().slice(4)).toEqual(['seek'])
  })

  it('and a seek in one task are told of where it was, and what is due by then with them', () => {
    const video = scriptedVideo()
    const { signals, names } = watched(video)
    video.play()
    video.playFor(9)
    video.waitFor(1)
    // The element is at the target before anybody hears of the pause.
    video.set({ paused: true, seeking: true, currentTime: 60 })
    video.fire('timeupdate', 'pause', 'seeking')
    video.set({ seeking: false })
    video.fire('timeupdate', 'seeked')
    expect(names().slice(4)).toEqual(['view', 'pause', 'seek', 'reached25', 'reached50'])
    expect(signals.slice(4).map(({ position }) => position)).toEqual([10, 10, 10, 60, 60])
    expect(signals.find(({ name }) => name === 'seek')).toMatchObject({ targetPosition: 60 })
    // Nothing is told twice, and the next one begins here.
    video.play()
    video.playFor(2)
    video.pause()
    expect(signals.slice(-2)).toMatchObject([
      { name: 'resume', position: 60 },
      { name: 'pause', position: 62 },
    ])
  })

  it('before the first play is none, nor is a seek', () => {
    const video = scriptedVideo()
    const { names } = watched(video)
    video.seek(20)
    video.fire('pause')
    expect(names()).toEqual(['impression'])
  })
})

describe('after the end', () => {
  const toEnd = () => {
    const video = scriptedVideo()
    const { names } = watched(video)
    video.play()
    video.seek(99)
    video.set({ currentTime: 100, ended: true, paused: true })
    video.fire('timeupdate', 'pause', 'ended')
    return { video, news: () => names().slice(9) }
  }

  it('nothing is paused, and each quartile was reached, in their order', () => {
    expect(toEnd().news()).toEqual(['reached100'])
  })

  it('it is replayed by going back: neither resumed nor sought, and no quartile is reached again', () => {
    const { video, news } = toEnd()
    video.set({ ended: false, paused: false, seeking: true, currentTime: 0 })
    video.fire('seeking', 'play', 'waiting')
    video.set({ seeking: false })
    video.fire('timeupdate', 'seeked', 'playing')
    video.playFor(5)
    video.seek(99)
    expect(news().filter((name) => !name.startsWith('buffer'))).toEqual(['reached100', 'replay', 'seek'])
  })

  it('whoever seeks resumes', () => {
    const { video, news } = toEnd()
    video.seek(50)
    video.play()
    expect(news()).toEqual(['reached100', 'seek', 'resume'])
  })
})

describe('a live stream', () => {
  it('is told by the distance from its edge, and has no quartiles', () => {
    const video = scriptedVideo({
      duration: Infinity,
      currentTime: 470,
      seekable: { length: 1, start: () => 400, end: () => 500.25 },
    })
    const { signals, names } = watched(video)
    video.play()
    video.seek(490)
    expect(signals.map(({ position }) => position)).toEqual([-30.25, -30.25, -30.25, -30.25, -30.25])
    expect(signals.at(-1)).toMatchObject({ name: 'seek', targetPosition: -10.25 })
    expect(names().filter((name) => name.startsWith('reached'))).toEqual([])
  })

  it('without an edge yet is told by its own time', () => {
    const { signals } = watched(scriptedVideo({ duration: Infinity, currentTime: 3 }))
    expect(signals).toMatchObject([{ name: 'impression', entryId: 'e-42', position: 3 }])
  })
})

describe('the source', () => {
  const sourceOf = (...changes: Parameters<typeof scriptedVideo>) => {
    const [first] = watched(scriptedVideo(...changes)).signals
    return [first?.deliveryType, first?.playbackType, first?.playbackSpeed]
  }

  it.each([
    ['https://cdn.example/a.mp4', 'url'],
    ['https://cdn.example/a.M3U8?token=1', 'hls'],
    ['https://cdn.example/a/manifest.mpd#t=5', 'dash'],
    ['https://cdn.example/play?file=a.m3u8', 'url'],
    ['blob:https://shop.example/1', undefined],
    ['', undefined],
  ])('%s comes as %s', (currentSrc, deliveryType) => {
    expect(sourceOf({ currentSrc })[0]).toBe(deliveryType)
  })

  it.each([
    ['application/vnd.apple.mpegurl', 'hls'],
    ['application/x-mpegURL; codecs="avc1"', 'hls'],
    ['application/dash+xml', 'dash'],
    ['video/webm', 'url'],
  ])('of the type %s comes as %s', (type, deliveryType) => {
    const video = scriptedVideo({ currentSrc: 'https://cdn.example/2' })
    for (const [src, said] of [
      ['https://cdn.example/1', 'application/dash+xml'],
      ['https://cdn.example/2', type],
    ] as const) {
      video.element.append(Object.assign(document.createElement('source'), { src, type: said }))
    }
    expect(watched(video).signals[0]).toMatchObject({ deliveryType })
  })

  it.each([
    ['vod', 100, 0],
    ['live', Infinity, 0],
    ['live', Infinity, 119],
    ['dvr', Infinity, 7200],
    [undefined, Number.NaN, 0],
  ])('is %s with a duration of %s and a window of %s s', (playbackType, duration, length) => {
    const seekable = { length: length && 1, start: () => 50, end: () => 50 + length }
    expect(sourceOf({ duration, seekable })[1]).toBe(playbackType)
  })

  it('is told with the speed that it is played at', () => {
    expect(sourceOf({ playbackRate: 1.5 })[2]).toBe(1.5)
  })
})

describe('a player', () => {
  const bitrates = { actualBitrate: 1200, averageBitrate: 900.5 }

  it('says what the element does not know, of bitrates where they belong', () => {
    const video = scriptedVideo({ currentSrc: 'blob:1' })
    const { signals } = watched(video, 'e-42', () => ({
      deliveryType: 'hls',
      clientVer: 'hls.js 1.6',
      ...bitrates,
    }))
    video.play()
    video.pause()
    video.play()
    expect(new Set(signals.map(({ deliveryType, clientVer }) => `${deliveryType} ${clientVer}`))).toEqual(
      new Set(['hls hls.js 1.6']),
    )
    expect(signals.map(({ name, actualBitrate }) => [name, actualBitrate])).toEqual([
      ['impression', undefined],
      ['playRequested', undefined],
      ['play', 1200],
      ['view', 1200],
      ['pause', undefined],
      ['resume', 1200],
    ])
    expect(signals[3]).toMatchObject(bitrates)
  })

  it.each([
    ['nothing', () => undefined as never],
    [
      'an error',
      () => {
        throw new Error('Gone.')
      },
    ],
    ['no numbers', () => ({ actualBitrate: Number.NaN, averageBitrate: -1, deliveryType: undefined })],
  ])('that says %s takes nothing away', (_, player) => {
    const video = scriptedVideo()
    const { signals } = watched(video, 'e-42', player)
    video.play()
    expect(signals[2]).toMatchObject({ name: 'play', entryId: 'e-42', deliveryType: 'url' })
    for (const signal of signals) {
      expect(signal).not.toHaveProperty('actualBitrate')
      expect(signal).not.toHaveProperty('averageBitrate')
    }
  })

  it('says neither which event it is nor which entry', () => {
    const { signals } = watched(scriptedVideo(), 'e-42', () => ({ name: 'x', entryId: 'y' }) as object)
    expect(signals[0]).toMatchObject({ name: 'impression', entryId: 'e-42' })
  })
})

it('play says how long it took until it could begin', () => {
  const video = scriptedVideo({ readyState: 0 })
  const { signals } = watched(video)
  video.fire('loadstart')
  video.waitFor(2.5)
  video.fire('canplay')
  video.waitFor(60)
  video.fire('canplay')
  video.play()
  expect(signals[2]).toMatchObject({ name: 'play', canPlay: 2.5 })
  const late = watched(scriptedVideo({ paused: false }))
  expect(late.signals[2]).toMatchObject({ name: 'play', canPlay: undefined })
})

describe('the entry', () => {
  it('is asked for with each source', () => {
    const entries = ['a', 'b']
    const video = scriptedVideo()
    const { signals } = watched(video, () => entries.shift()!)
    video.play()
    video.set({ currentSrc: 'two', paused: true, currentTime: 0 })
    video.fire('emptied', 'loadstart')
    expect(signals.map(({ entryId }) => entryId)).toEqual(['a', 'a', 'a', 'a', 'b'])
    expect(signals.at(-1)).toMatchObject({ name: 'impression', position: 0 })
  })

  it('is another one where the same address is loaded again for it', () => {
    let entry = 'a'
    const video = scriptedVideo()
    const { signals, names } = watched(video, () => entry)
    video.play()
    video.fire('emptied', 'loadstart')
    video.playFor(1)
    expect(names()).toEqual(began)
    entry = 'b'
    video.set({ paused: true, currentTime: 0 })
    video.fire('emptied', 'loadstart')
    video.play()
    expect(names().slice(4)).toEqual(began)
    expect(signals.slice(4).map(({ entryId }) => entryId)).toEqual(['b', 'b', 'b', 'b'])
  })

  it('that is not told is none of the page: nothing is thrown', () => {
    const refuse = (): never => {
      throw new Error('No entry.')
    }
    expect(watched(scriptedVideo(), refuse).signals).toMatchObject([
      { name: 'impression', entryId: undefined, position: 0 },
    ])
  })

  it('is the same one where the first source comes after the watcher, and where it comes again', () => {
    const video = scriptedVideo({ currentSrc: '', readyState: 0 })
    const { names } = watched(video)
    video.set({ currentSrc: 'one', readyState: 4 })
    video.fire('loadstart')
    video.play()
    video.fire('emptied', 'loadstart')
    expect(names()).toEqual(began)
  })
})

it('a speed that loading puts back is nobody’s choice', () => {
  const video = scriptedVideo({ playbackRate: 2 })
  const { names } = watched(video)
  video.set({ playbackRate: 1, readyState: 0 })
  video.fire('ratechange')
  expect(names()).toEqual(['impression'])
})

it('an iPhone’s own full screen is told as any other', () => {
  const video = scriptedVideo()
  const { names } = watched(video)
  video.set({ webkitDisplayingFullscreen: true })
  video.fire('webkitbeginfullscreen')
  video.set({ webkitDisplayingFullscreen: false })
  video.fire('webkitendfullscreen')
  expect(names()).toEqual(['impression', 'enterFullScreen', 'exitFullScreen'])
})

it('the full screen of the player around it is told, another one’s is not', () => {
  const video = scriptedVideo()
  const player = document.createElement('div')
  player.append(video.element)
  const { names } = watched(video)
  onTestFinished(() => void Reflect.deleteProperty(document, 'fullscreenElement'))
  for (const fullscreenElement of [document.createElement('div'), player, null]) {
    Object.defineProperty(document, 'fullscreenElement', { value: fullscreenElement, configurable: true })
    document.dispatchEvent(new Event('fullscreenchange'))
  }
  expect(names()).toEqual(['impression', 'enterFullScreen', 'exitFullScreen'])
})

it('captions are told by language or label; what is no caption is not', () => {
  const tracks = [
    { kind: 'metadata', mode: 'showing', language: 'xx', label: '' },
    { kind: 'captions', mode: 'disabled', language: 'en', label: 'English' },
    { kind: 'subtitles', mode: 'disabled', language: '', label: 'Français' },
  ]
  const textTracks = Object.assign(new EventTarget(), { [Symbol.iterator]: () => tracks.values() })
  const { signals } = watched(scriptedVideo({ textTracks: textTracks as never }))
  for (const shown of [1, 1, 2, 0]) {
    for (const [index, track] of tracks.entries())
      track.mode = index && index === shown ? 'showing' : 'disabled'
    textTracks.dispatchEvent(new Event('change'))
  }
  expect(signals.slice(1).map(({ caption }) => caption)).toEqual(['en', 'Français', 'off'])
})

it.each([
  ['before play was asked for', 3],
  ['before the first picture', 1],
  ['in midstream', 2],
])('an error %s is told with its phase', (_, errorPosition) => {
  const video = scriptedVideo()
  const { signals } = watched(video)
  if (errorPosition < 3) video.fire('play')
  if (errorPosition === 2) video.fire('playing')
  video.set({ error: { code: 3, message: 'Cannot decode.' } })
  video.fire('error')
  expect(signals.at(-1)).toMatchObject({
    name: 'error',
    errorCode: 3,
    errorDetails: 'Cannot decode.',
    errorPosition,
  })
})

it('when it ends it hears nothing more', () => {
  const video = scriptedVideo()
  const { signals, stop } = watched(video)
  video.play()
  const seen = signals.length
  stop()
  video.playFor(50)
  video.pause()
  video.seek(3)
  video.set({ currentSrc: 'two' })
  video.fire('loadstart', 'error', 'webkitbeginfullscreen')
  leavePage()
  expect(signals).toHaveLength(seen)
})
