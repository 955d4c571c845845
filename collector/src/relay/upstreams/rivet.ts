import { writeRivet } from '../../protocols/rivet/write-rivet.ts'
import { asRivet } from '../mapping.ts'
import { underAddress } from './under-address.ts'
import type { OpenUpstream } from './upstream.ts'

/** Rivet's Tracking API: one event an address, whose answer is documented nowhere. */
export const rivet: OpenUpstream = ({ url, method, headers }) => ({
  limits: { events: 1, bytes: Number.POSITIVE_INFINITY },
  write: (event) => ({ line: writeRivet(asRivet(event)) }),
  request: ([line = '']) => ({ method, url: underAddress(url, line), headers }),
})
