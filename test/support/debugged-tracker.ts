import { onTestFinished, vi } from 'vitest'
import { debugged } from '../../src/debug/debugged.ts'
import { createTracker } from '../../src/tracker/create-tracker.ts'
import type { TrackerOptions } from '../../src/tracker/tracker-options.ts'
import type { Issue, Tracker } from '../../src/types.ts'
import type { RivetEvent } from '../../src/wires/rivet/rivet-event.ts'
import { collector } from './start-tracker.ts'

export interface Said {
  /** `Rivulet event embed/view (recorded)` */
  readonly words: string
  readonly parameters: Readonly<Record<string, string>>
  readonly standing: Readonly<Record<string, string>>
}

/** A tracker whose debugging goes to the console, and what is said there: until mocks are restored, nothing. */
export const debuggedTracker = (
  options: Partial<TrackerOptions> = {},
): {
  readonly tracker: Tracker<RivetEvent>
  readonly said: readonly Said[]
  readonly issues: readonly Issue[]
} => {
  const said: Said[] = []
  const issues: Issue[] = []
  const hear = (words: string, parameters: Said['parameters'], standing: Said['standing']): void => {
    said.push({ words, parameters, standing })
  }
  for (const method of ['info', 'warn'] as const) vi.spyOn(console, method).mockImplementation(hear as never)
  const all = { collector, onIssue: (issue: Issue) => issues.push(issue), ...options }
  const tracker = createTracker(debugged(all, { console: true }))
  onTestFinished(tracker.stop)
  return { tracker, said, issues }
}
