import { watch } from '../debug/watch.ts'
import type { Issue, Wire } from '../types.ts'
import type { Tag } from './parts.ts'

/** Puts another's own functions over those of a part: a tracker has it in hand already. */
const layOver = (part: object, own: object): void => {
  Object.defineProperties(part, Object.getOwnPropertyDescriptors(own))
}

const copyOf = <Part extends object>(part: Part): Part =>
  Object.defineProperties({}, Object.getOwnPropertyDescriptors(part)) as Part

/**
 * Shows what a tag's tracker does, from its beginning where that has waited.
 *
 * @param value - what `data-debug` says: `console`, or `query`, which somebody has asked for by the page's address. Anything
 * else is thrown
 */
const debug = (tag: Tag, value?: string): void => {
  if (value && value !== 'console' && value !== 'query') throw value
  const { wire, delivery, consent, tracker, onIssue, issues = [] } = tag
  const parts = {
    wire: copyOf(wire) as Wire<unknown>,
    delivery: copyOf(delivery),
    consent,
    collector: tag.attributes.collector,
  }
  const watched = watch(parts, value === 'console')
  tracker.use((emit, signal) => {
    watched.life(emit, signal)
    layOver(wire, watched.wire)
    layOver(delivery, watched.delivery)
    tag.hold = watched.consent!.hold
    tag.onIssue = (issue: Issue) => {
      watched.issue(issue)
      onIssue(issue)
    }
    for (const issue of issues) watched.issue(issue)
  })
}

export default debug
