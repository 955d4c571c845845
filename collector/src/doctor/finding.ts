/** One thing that was looked at. */
export interface Finding {
  /** What was looked at, in a word or two: `script`, `policy`. */
  readonly subject: string
  /** `problem`: events are lost, or somebody sees what they may not. `warning`: it works, but for some visitors or not for long. */
  readonly status: 'ok' | 'warning' | 'problem'
  /** What was found, in a sentence. */
  readonly message: string
  /** What to do about it, in a sentence. */
  readonly advice?: string
}

type Say = (message: string, advice?: string) => Finding

export interface Findings {
  readonly ok: Say
  readonly warning: Say
  readonly problem: Say
}

/** Makes the findings about one subject. */
export function findingsOf(subject: string): Findings {
  const say =
    (status: Finding['status']): Say =>
    (message, advice) => ({ subject, status, message, ...(advice !== undefined && { advice }) })
  return { ok: say('ok'), warning: say('warning'), problem: say('problem') }
}

export const hasProblem = (findings: readonly Finding[]): boolean =>
  findings.some(({ status }) => status === 'problem')
