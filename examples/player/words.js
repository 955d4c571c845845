// What the events and their facts are called on the page.

const titles = {
  impression: 'On the page',
  playRequested: 'Play asked for',
  play: 'First picture',
  view: 'Viewed',
  pause: 'Paused',
  resume: 'Resumed',
  seek: 'Skipped',
  replay: 'Played again',
  reached25: 'A quarter seen',
  reached50: 'Half seen',
  reached75: 'Three quarters seen',
  reached90: 'Nearly all seen',
  reached100: 'Seen to its end',
  bufferStart: 'Waits for data',
  bufferEnd: 'Goes on',
  speed: 'Another speed',
  captions: 'Captions',
  enterFullScreen: 'Full screen',
  exitFullScreen: 'Back on the page',
  error: 'Error',
}

const seconds = (value) =>
  value > 0 && value < 1 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(1)} s`
const either = (lesser, better) => (value) => (value === 2 ? better : lesser)

/** How a fact is said; what says nothing new is left out. */
const words = {
  joinTime: (value) => `after ${seconds(value)}`,
  targetPosition: (value) => `to ${seconds(value)}`,
  playTimeSum: (value) => `${seconds(value)} played`,
  bufferTimeSum: (value) => value > 0 && `${seconds(value)} waited`,
  playbackSpeed: (value) => `× ${value}`,
  caption: (value) => value,
  soundMode: either('muted', 'sound on'),
  tabMode: either('another tab in front', ''),
  viewabilityMode: either('out of sight', 'in sight'),
  screenMode: either('', 'full screen'),
  errorDetails: (value) => value,
}

export const titleOf = (name) => titles[name] ?? name

export const factsOf = (facts) =>
  Object.entries(facts)
    .map(([fact, value]) => words[fact]?.(value))
    .filter(Boolean)
    .join(' · ')
