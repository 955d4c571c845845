import { earlierName } from './earlier.mjs'

/**
 * A table of what ours is as a multiple of others, in the same run.
 *
 * @param title - of the table
 * @param measured - of `rounds`
 * @param subjects - what was measured
 * @param compared - each `{ title, figure, to }`: the figure of a measured entry, and the name of whom to compare with, or
 *   `earlier`
 */
export const ratioTable = (title, measured, subjects, compared) => {
  const named = (name) => measured.find((entry) => entry.name === name && !entry.error)
  const ours = subjects.filter(({ isOurs, dist }) => isOurs && !dist).map(({ name }) => name)
  const ratio = (name, { figure, to }) => {
    const [own, other] = [named(name), named(to === 'earlier' ? earlierName(name) : to)]
    return own && other ? (figure(own) / figure(other)).toFixed(2) : ''
  }
  return {
    title,
    columns: ['', ...compared.map((each) => each.title)],
    rows: ours.map((name) => [name, ...compared.map((each) => ratio(name, each))]),
  }
}
