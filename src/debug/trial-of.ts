import type { Issue, Wire } from '../types.ts'

/** Nobody's, with no number: it is not sent. */
const nowhere = { page: undefined, title: undefined, sender: '', sequence: 0 }

/** What will be wrong with an event when it is written. */
export const trialOf = (wire: Wire<unknown>, event: unknown): readonly Issue[] => {
  const issues: Issue[] = []
  try {
    wire.encode(event, {
      ...nowhere,
      now: Date.now(),
      onIgnored(fields) {
        for (const [field, value] of Object.entries(fields))
          if (value != null) issues.push({ reason: 'invalid', field, value, events: 0 })
      },
    })
  } catch (thrown) {
    if ((thrown as Issue)?.reason) issues.push(thrown as Issue)
  }
  return issues
}
