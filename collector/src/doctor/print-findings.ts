import { type Finding, hasProblem } from './finding.ts'

const marks = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' } as const

/** Other people's text may hold control characters, with which a terminal can be steered. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd')

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** For people: a sentence for each finding, and below it what to do. */
export function printFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ subject, status, message, advice }) => [
    `${marks[status]}  ${plain(`${subject}: ${message}`)}`,
    ...(advice === undefined ? [] : [`         ${plain(advice)}`]),
  ])
  const count = (wanted: Finding['status']) => findings.filter(({ status }) => status === wanted).length
  const [problems, warnings] = [count('problem'), count('warning')]
  const summary =
    problems + warnings === 0
      ? 'Nothing to mend.'
      : `${plural(problems, 'problem')}, ${plural(warnings, 'warning')}.`
  return `${lines.join('\n')}\n\n${summary}\n`
}

/** For programs. */
export const findingsAsJson = (findings: readonly Finding[]): string =>
  `${JSON.stringify({ ok: !hasProblem(findings), findings }, undefined, 2)}\n`
