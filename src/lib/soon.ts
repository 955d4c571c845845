import { attempt } from './attempt.ts'

/** Does the work at the end of the task, in a microtask; what it throws ends here. */
export const soon = async (work: () => void): Promise<void> => {
  // Not `queueMicrotask`: zone.js counts those, and pages have replaced it.
  await undefined
  attempt(work)
}
