import type { LiveEvent } from '../../event.ts'

/** The labels of an event as pairs of name and value; at most two. */
export const labelsOf = ({ labels }: LiveEvent['payload']): [string, string][] =>
  Object.entries(labels ?? {}).map(([name, value]) => [name, String(value)])
