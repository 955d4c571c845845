import type { Answer, Ask } from './ask.ts'
import type { WireKit } from './wires/kit.ts'

/** What somebody needs of a collector who sends to it so. */
export type Need = 'beacons' | 'acknowledged' | 'gzipped' | 'addressed' | 'credentials' | 'other tools'

export type Outcome =
  | { readonly state: 'kept'; readonly says: string }
  | { readonly state: 'broken'; readonly says: string }
  /** The wire has no such thing, or it cannot be seen from here. */
  | { readonly state: 'skipped'; readonly says: string }

export interface Tools {
  readonly ask: Ask
  readonly wire: WireKit
  /** A name that nothing was sent under before. */
  sender(): string
}

/** One promise of the contract. */
export interface Check {
  readonly name: string
  readonly need: Need
  run(tools: Tools): Promise<Outcome>
}

export const kept = (says = ''): Outcome => ({ state: 'kept', says })
export const broken = (says: string): Outcome => ({ state: 'broken', says })
export const skipped = (says: string): Outcome => ({ state: 'skipped', says })

/** What an answer is, in a few words for people. */
export const shown = ({ status, text, headers }: Answer): string =>
  `${status} ${headers.get('content-type') ?? ''} ${text.replace(/\s+/g, ' ').slice(0, 120)}`.trim()

/** Whether an answer says of a batch what it has to say. */
export function expectAnswer(
  answer: Answer,
  expected: { status?: number; stored?: number; repeated?: number; rejected?: readonly number[] },
): Outcome {
  const { said, status } = answer
  if (said === undefined) return broken(`no answer of the batch contract: ${shown(answer)}`)
  const wrong = [
    expected.status !== undefined && status !== expected.status
      ? `status ${status}, not ${expected.status}`
      : '',
    expected.stored !== undefined && said.stored !== expected.stored
      ? `stored ${said.stored}, not ${expected.stored}`
      : '',
    expected.repeated !== undefined && said.repeated !== expected.repeated
      ? `repeated ${said.repeated}, not ${expected.repeated}`
      : '',
    expected.rejected !== undefined && `${said.rejected.map(({ line }) => line)}` !== `${expected.rejected}`
      ? `rejected lines ${said.rejected.map(({ line }) => line).join(', ') || 'none'}, not ${expected.rejected.join(', ') || 'none'}`
      : '',
  ].filter((each) => each !== '')
  return wrong.length === 0 ? kept() : broken(wrong.join('; '))
}
