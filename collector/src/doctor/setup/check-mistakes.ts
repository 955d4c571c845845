import { type Finding, findingsOf } from '../finding.ts'

const { problem } = findingsOf('settings')

/** A collector does not start with one of these. */
export const checkMistakes = (
  mistakes: readonly { readonly name: string; readonly reason: string }[],
): readonly Finding[] =>
  mistakes.map(({ name, reason }) => problem(`${name}, and cannot be used: it does not start.`, reason))
