import { writeKaltura } from '../../protocols/kaltura/write-kaltura.ts'
import { reasonOf } from '../verdict.ts'
import { underAddress } from './under-address.ts'
import type { OpenUpstream } from './upstream.ts'

/** An answer of the documents: the server's time, alone or in JSON, or in the XML of the API around. */
const time = /^\s*(<\?xml[^>]*>\s*)?(<xml>.*?<result>)?\s*(\{.*"time"\s*:\s*)?\d{9,13}\b/s

/** Kaltura's trackEvent: one event an address, answered by the server's time. */
export const kaltura: OpenUpstream = ({ url, method, headers }) => {
  const given = new Set(new URL(url).searchParams.keys())
  return {
    limits: { events: 1, bytes: Number.POSITIVE_INFINITY },
    write: (event) => ({ line: writeKaltura(event, given) }),
    request: ([line = '']) => ({ method, url: underAddress(url, line), headers }),
    judge({ status, text }) {
      if (status !== 200 || time.test(text)) return undefined
      // The API answers its errors with 200.
      return text.includes('KalturaAPIException')
        ? { kind: 'refused', reason: reasonOf(status, text) }
        : { kind: 'later', reason: 'it answers 200 without the time: that is no trackEvent' }
    },
  }
}
