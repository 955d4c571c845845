import type { DeliveryHealth } from '../../../delivery-stats.ts'
import { figure } from '../../ui/format.ts'

export interface Verdict {
  readonly state: 'empty' | 'well' | 'losses'
  readonly text: string
}

/** How well events arrive, in one sentence. */
export function summary(health: DeliveryHealth): Verdict {
  const { invalid = 0 } = health.ledger
  const { state, text } = ofNumbered(health)
  // They had no number, so that none of the figures knows them.
  return { state, text: invalid > 0 ? `${text}, and ${figure(invalid)} invalid` : text }
}

function ofNumbered({ expected, stored, waiting, missing, reported }: DeliveryHealth): Verdict {
  if (expected === 0) return { state: 'empty', text: 'Nothing to measure yet' }
  if (missing > 0) {
    const lost = `${figure(missing)} of ${figure(expected)} lost`
    const unexplained = missing - reported
    if (reported === 0) return { state: 'losses', text: `${lost}, unexplained` }
    if (unexplained === 0) return { state: 'losses', text: `${lost}, as their senders report` }
    return {
      state: 'losses',
      text: `${lost}: ${figure(reported)} reported, ${figure(unexplained)} unexplained`,
    }
  }
  const figures = `${figure(stored)} of ${figure(expected)}`
  return waiting > 0
    ? { state: 'well', text: `Nothing lost so far: ${figures}, ${figure(waiting)} on their way` }
    : { state: 'well', text: `Nothing lost: ${figures}` }
}
