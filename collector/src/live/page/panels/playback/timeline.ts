import './timeline.css'
import { element } from '../../ui/element.ts'
import { timecode } from '../../ui/format.ts'
import { sayEvent } from '../stream/event-sentence.ts'
import { type Mark, nameOf, type PlaybackLine, type Segment } from './playback-segments.ts'

/** How a type is drawn; all others are a dot. */
const shapes: ReadonlyMap<string, string> = new Map([
  ['view', 'tick'],
  ['reached25', 'quartile'],
  ['reached50', 'quartile'],
  ['reached75', 'quartile'],
  ['reached90', 'quartile'],
  ['reached100', 'quartile'],
  ['pause', 'pause'],
  ['seek', 'seek'],
  ['bufferStart', 'stall'],
  ['bufferEnd', 'stall'],
  ['error', 'error'],
])

/** What the shapes mean, in the order of their interest. */
const legend = [
  ['view', 'view'],
  ['reached25', 'quartile'],
  ['pause', 'pause'],
  ['seek', 'seek'],
  ['bufferStart', 'stall'],
  ['error', 'error'],
] as const

/** The share of the width within which marks lie on each other, and how many of them are told at once. */
const NEAR = 0.008
const MOST_TOGETHER = 4

/**
 * A playback session as it went through the media: from left to right as it was played, and a line further down
 * whenever somebody moved to another position. It is a picture: the list of events says the same in words.
 *
 * @param chosen - the id of the event it is shown for
 */
export function timeline(line: PlaybackLine, chosen: string): HTMLElement {
  const { from, to, segments } = line
  const readout = element('p', 'readout')
  const picture = element('div', 'timeline')
  picture.setAttribute('role', 'img')
  picture.setAttribute('aria-label', `Playback session, drawn between ${timecode(from)} and ${timecode(to)}`)
  const texts = new Map<Element, string>()
  let rest = ''

  const place = (at: number): string => String((at - from) / (to - from || 1))
  const near = (to - from) * NEAR
  const drawMark = (mark: Mark, _: number, marks: readonly Mark[]): HTMLElement => {
    const drawn = element('span', `mark ${shapes.get(nameOf(mark.event)) ?? 'dot'}`)
    drawn.style.setProperty('--at', place(mark.at))
    // Of marks that lie on each other only one can be pointed at.
    const together = marks.filter(({ at }) => Math.abs(at - mark.at) <= near).slice(0, MOST_TOGETHER)
    texts.set(drawn, say(mark.at, together.includes(mark) ? together : [mark]))
    if (mark.event.id === chosen) {
      drawn.classList.add('chosen')
      rest = say(mark.at, [mark])
    }
    return drawn
  }
  const drawSegment = ({ marks, played }: Segment): HTMLElement => {
    const bars = played.map(([begin, end]) => {
      const bar = element('span', 'played')
      bar.style.setProperty('--at', place(begin))
      bar.style.setProperty('--end', place(end))
      return bar
    })
    return element('div', 'segment', ...bars, ...marks.map(drawMark))
  }

  picture.append(element('div', 'segments', ...segments.map(drawSegment)), axis(line))
  readout.textContent = rest
  picture.addEventListener('pointerover', ({ target }) => {
    readout.textContent = texts.get(target as Element) ?? rest
  })
  picture.addEventListener('pointerleave', () => {
    readout.textContent = rest
  })
  return element('div', '', picture, readout, legendOf(line))
}

const say = (at: number, marks: readonly Mark[]): string =>
  `${timecode(at)}: ${marks.map(({ event }) => sayEvent(event)).join(' · ')}`

const axis = ({ from, to }: PlaybackLine): HTMLElement =>
  element('div', 'axis', ...[from, (from + to) / 2, to].map((at) => element('span', '', timecode(at))))

function legendOf({ segments }: PlaybackLine): HTMLElement {
  const seen = new Set(segments.flatMap(({ marks }) => marks.map(({ event }) => shapes.get(nameOf(event)))))
  const shown = legend.filter(([name]) => seen.has(shapes.get(name)))
  return element(
    'p',
    'legend',
    ...shown.map(([name, word]) =>
      element('span', 'meant', element('span', `mark ${shapes.get(name)}`), ` ${word}`),
    ),
  )
}
