import type { LiveEvent } from '../../event.ts'
import type { Viewing, ViewingEvent } from '../../store/viewing.ts'
import { courseOf } from './course.ts'
import { element } from './element.ts'
import { figure, timecode } from './format.ts'
import { sayEvent } from './say-event.ts'
import { timeline } from './timeline.ts'

const TIMEOUT = 10_000

/** Asks for the viewing session that an event is of, and shows it: as a timeline, and in words. */
export async function findViewing({ id, session = '' }: LiveEvent): Promise<HTMLElement[]> {
  try {
    const answer = await fetch(`/live/viewing?${new URLSearchParams({ session })}`, {
      signal: AbortSignal.timeout(TIMEOUT),
    })
    if (!answer.ok) throw new Error(`/live/viewing answered ${answer.status}`)
    const { events, isCut } = (await answer.json()) as Viewing
    return [
      element('h3', '', 'Its viewing session'),
      timeline(courseOf(events), id),
      inWords(events, id),
      ...(isCut ? [element('p', 'note', `Only its last ${figure(events.length)} events are shown.`)] : []),
    ]
  } catch {
    return [
      element('p', 'quiet', 'The collector does not show the viewing session. Close this and try again.'),
    ]
  }
}

function inWords(events: readonly ViewingEvent[], chosen: number): HTMLElement {
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
    'course',
    element('summary', '', `In words: ${figure(events.length)} ${events.length === 1 ? 'event' : 'events'}`),
    element('ol', '', ...items),
  )
}
