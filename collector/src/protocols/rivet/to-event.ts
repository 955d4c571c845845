import type { StoredEvent } from '../../model/event.ts'
import { eventMoment } from '../event-time.ts'
import type { RivetEvent } from './check.ts'
import { type ReadStructure, structureReader } from './read-structure.ts'

/**
 * @param received - milliseconds since the epoch, by the collector's clock
 * @param readStructure - of qualifiers and conversion; one for all that came together
 */
export const rivetToStored = (
  event: RivetEvent,
  received: number,
  readStructure: ReadStructure = structureReader(),
): StoredEvent => ({
  dialect: 'rivet',
  type: `${event.category}/${event.action}`,
  ...eventMoment(event.date * 1000, received),
  received,
  visitor: event.visitor,
  session: event.session,
  page: event.page,
  sender: event.sender,
  sequence: event.sequence,
  payload: {
    category: event.category,
    action: event.action,
    labels: event.labels,
    organization: event.organization,
    source: event.source,
    duration: event.duration,
    conversion: event.conversion && readStructure(event.conversion),
    qualifiers: event.qualifiers && readStructure(event.qualifiers),
  },
})
