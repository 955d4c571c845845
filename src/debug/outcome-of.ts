import type { DeliveryResult } from '../types.ts'
import { ownPath } from './own-path.ts'

/** What a delivery's answer means for the events. */
export const outcomeOf = ({ status, rejected, received }: DeliveryResult): string => {
  if (status === 200) return rejected?.length ? `delivered, ${rejected.length} rejected` : 'delivered'
  if (status === 202) return 'left with the browser'
  if (status === 413) return 'too large'
  if (status === 400) return 'refused with 400'
  // An address alone is where nothing came from.
  if (received && /^\d/.test(received)) return `no collector: ${ownPath(received)}`
  return status ? `not now: ${status}` : 'no answer'
}

/** Whether events are lost, or have to wait. */
export const isBadAnswer = ({ status, rejected }: DeliveryResult): boolean =>
  (status !== 200 && status !== 202) || !!rejected?.length
