import './playback.css'
import type { LiveEvent } from '../../../../model/event.ts'
import type { Playback, PlaybackEvent } from '../../../../store/store.ts'
import { readJson } from '../../read-json.ts'
import { element } from '../../ui/element.ts'
import { figure, timecode } from '../../ui/format.ts'
import { sayEvent } from '../stream/event-sentence.ts'
import { playbackLine } from './playback-segments.ts'
import { timeline } from './timeline.ts'

/** Asks for the playback session that an event is of, and shows it: as a timeline, and in words. */
export async function findPlayback({ id, session = '' }: LiveEvent): Promise<HTMLElement[]> {
  try {
    const { events, isCut } = await readJson<Playback>(`live/playback?${new URLSearchParams({ session })}`)
    return [
      element('h3', '', 'Its playback session'),
      timeline(playbackLine(events), id),
      inWords(events, id),
      ...(isCut ? [element('p', 'note', `Only its last ${figure(events.length)} events are shown.`)] : []),
    ]
  } catch {
    return [
      element('p', 'quiet', 'The collector does not show the playback session. Close this and try again.'),
    ]
  }
}

function inWords(events: readonly PlaybackEvent[], chosen: string): HTMLElement {
  const items = events.map((event) => {
    const item = element(
      'li',
      'step',
      element('span', 'index', event.index === undefined ? '' : figure(event.index)),
      element('span', 'at', event.position === undefined ? '' : timecode(event.position)),
      element('span', 'happened', sayEvent(event)),
    )
    if (event.id === chosen) item.setAttribute('aria-current', 'true')
    return item
  })
  return element(
    'details',
    'playback-events',
    element('summary', '', `In words: ${figure(events.length)} ${events.length === 1 ? 'event' : 'events'}`),
    element('ol', '', ...items),
  )
}
