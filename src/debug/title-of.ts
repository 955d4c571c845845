import type { Parameter } from './entry.ts'

/** What tells an event's kind: in Rivet's dialect, the Profile Store's, Kaltura's. */
const telling = [['category', 'action'], ['eventType'], ['type']]

/** What kind of event it is, whatever its dialect. */
export const titleOf = (parameters: readonly Parameter[]): string => {
  const said = new Map(parameters)
  const names = telling.find(([first]) => said.has(first!)) ?? []
  return names.map((name) => said.get(name) ?? '?').join('/') || 'event'
}
