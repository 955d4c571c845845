import { type Finding, findingsOf } from '../finding.ts'

const { warning } = findingsOf('variables')

/** A setting that is written wrong has no effect, and nothing else says so. */
export const checkVariables = (
  unknown: readonly { readonly name: string; readonly meant: string | undefined }[],
): readonly Finding[] =>
  unknown.map(({ name, meant }) =>
    warning(
      `there is no variable ${name}: it is ignored.`,
      meant === undefined ? 'rivulet-collector --help lists all.' : `Call it ${meant}.`,
    ),
  )
