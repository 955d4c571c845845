import { attempt } from '../lib/attempt.ts'
import { outsideZone } from '../lib/outside-zone.ts'
import type { Issue } from '../types.ts'

/** The wall between the SDK and its host page: what is thrown inside becomes an `Issue` outside. */
export interface Guard {
  /** Tells the host: an issue as it is, anything else as `unexpected`. What the host throws at that ends here. */
  report(thrown: unknown): void
  /** Does the work, outside of the host's zones; when it throws, reports that and returns `undefined`. */
  run<Result>(work: () => Result): Result | undefined
}

export const createGuard = (onIssue: (issue: Issue) => void): Guard => {
  let isReporting = false
  const report = (thrown: unknown): void => {
    // A host that tracks an event because of an issue, which makes another issue, would never come to an end.
    if (isReporting) return
    isReporting = true
    attempt(() =>
      onIssue((thrown as Issue)?.reason ? (thrown as Issue) : { reason: 'unexpected', value: thrown }),
    )
    isReporting = false
  }
  return { report, run: (work) => attempt(() => outsideZone(work), report) }
}
