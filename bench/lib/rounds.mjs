import { median } from './statistics.mjs'

/** How many rounds to measure: the environment's `ROUNDS`, or the usual number. */
export const roundCount = (usual) => {
  const count = Number(process.env.ROUNDS ?? usual)
  if (!Number.isInteger(count) || count < 1) throw Error('ROUNDS must be a whole number, 1 or more')
  return count
}

/**
 * Measures every subject once a round, in the same order, so that what the machine does meanwhile falls on all alike.
 * A subject that fails is left out of later rounds.
 *
 * @param measure - resolves with the figures of one subject, by name
 * @returns for each subject its name and `figure(name)`, the median over the rounds; or the `error`
 */
export const rounds = async (subjects, count, measure) => {
  const measured = subjects.map((subject) => ({ subject, figures: [], error: undefined }))
  for (let round = 1; round <= count; round++) {
    for (const entry of measured) {
      if (entry.error) continue
      process.stderr.write(`round ${round} of ${count}: ${entry.subject.name}\n`)
      try {
        entry.figures.push(await measure(entry.subject))
      } catch (error) {
        entry.error = error
      }
    }
  }
  return measured.map(({ subject, figures, error }) => ({
    name: subject.name,
    error,
    figure: (name) => median(figures.map((figure) => figure[name])),
  }))
}
