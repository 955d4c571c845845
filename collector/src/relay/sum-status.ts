import { type TargetStatus, targetStates } from './relay-status.ts'

/** How a target is of which several parts of a store are relayed: as its worst part, and what all have done. */
export function addStatus(one: TargetStatus, other: TargetStatus): TargetStatus {
  const worst = targetStates.indexOf(other.state) >= targetStates.indexOf(one.state) ? other : one
  const requests = { ...one.requests }
  for (const [digit, count] of Object.entries(other.requests))
    requests[digit] = (requests[digit] ?? 0) + count
  const oldest = [one.oldest, other.oldest].filter((time) => time !== undefined)
  return {
    ...worst,
    oldest: oldest.length === 0 ? undefined : Math.min(...oldest),
    sent: one.sent + other.sent,
    refused: one.refused + other.refused,
    skipped: one.skipped + other.skipped,
    rested: one.rested + other.rested,
    requests,
  }
}
