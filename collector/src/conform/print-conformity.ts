import type { Conformity } from './conform.ts'

const marks = { kept: 'kept   ', broken: 'BROKEN ', skipped: 'skipped' } as const

/** Other people's text may hold control characters, with which a terminal can be steered. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd')

/** For people: a line for each promise, and what the SDK would do with such a collector. */
export function printConformity(conformity: Conformity): string {
  const { checks, ok, delivery, marks: marked } = conformity
  const lines = checks.map(({ name, need, state, says }) =>
    plain(`${marks[state]}  ${need.padEnd(12)}  ${name}${says && `: ${says}`}`),
  )
  return `${[
    ...lines,
    '',
    adviceOf(conformity),
    ok ? `All is kept that ${delivery}() needs.` : `Not all is kept that ${delivery}() needs.`,
    `What was sent is of the visitor ${marked.visitor}, and of senders that begin with ${marked.senders}.`,
  ].join('\n')}\n`
}

/** What somebody has to choose who sends there. */
export function adviceOf({ deliveries, isGzipped }: Conformity): string {
  const [best] = deliveries
  if (best === 'acknowledged')
    return isGzipped
      ? 'Choose delivery: acknowledged(), or gzipped(acknowledged()): an event is given up only when the collector says that it has it.'
      : 'Choose delivery: acknowledged(): an event is given up only when the collector says that it has it.'
  if (best === 'addressed')
    return "Choose delivery: addressed() and a wire with pack: 'address': each event is answered for itself; a repeat would be counted twice."
  if (best === 'beacons')
    return 'Choose delivery: beacons(): what the browser has taken counts as delivered, and nobody hears what becomes of it.'
  return 'No delivery fits: the SDK would keep its events for a week, and then give them up.'
}

/** For programs. */
export const conformityAsJson = (conformity: Conformity): string =>
  `${JSON.stringify({ ...conformity, advice: adviceOf(conformity) }, undefined, 2)}\n`
