import { writeTrackEvent } from '../../protocols/profile-store/write-track-event.ts'
import { asTrackEvent } from '../mapping.ts'
import type { OpenUpstream } from './upstream.ts'

/** What Profile Store takes: events of a batch, and bytes. */
const limits = { events: 100, bytes: 256 * 1024 }

/** Profile Store's Tracking API, `TrackBulk`: it skips what it has by its TrackId. */
export const profileStore: OpenUpstream = ({ url, secret, headers }) => ({
  limits,
  write(event) {
    const said = asTrackEvent(event)
    return said === undefined
      ? { unwritable: 'it has no DeviceId, nor a session or a sender in its place' }
      : { line: writeTrackEvent(said) }
  },
  request: (lines) => ({
    method: 'POST',
    url,
    headers: {
      ...headers,
      'content-type': 'application/json',
      ...(secret !== undefined && { authorization: `epi-single ${secret}` }),
    },
    body: `[${lines.join(',')}]`,
  }),
})
