import { onTestFinished } from 'vitest'
import { createTracker } from '../../src/tracker/create-tracker.ts'
import type { TrackerOptions } from '../../src/tracker/tracker-options.ts'
import type { Issue, Tracker } from '../../src/types.ts'
import type { RivetEvent } from '../../src/wires/rivet/rivet-event.ts'

export const collector = 'https://collect.example/track/activity'

/** A tracker that keeps its issues to look at; it is stopped when the test is over. */
export const startTracker = (
  options: Partial<TrackerOptions> = {},
): Tracker<RivetEvent> & { readonly issues: readonly Issue[] } => {
  const issues: Issue[] = []
  const tracker = createTracker({ collector, onIssue: (issue) => issues.push(issue), ...options })
  onTestFinished(tracker.stop)
  return { ...tracker, issues }
}
