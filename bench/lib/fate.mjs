/** Events that arrived, each once, and the copies beyond that. */
const sorted = (numbers) => {
  const events = new Set(numbers).size
  return { events, copies: numbers.length - events }
}

/**
 * What became of the events of one scenario.
 *
 * @param outcome - of `play`
 * @returns how many were tracked, had arrived `early` (before the reader came back), were `lost` and came as `copies`
 */
export const fate = ({ tracked, before, arrived }) => {
  const known = new Set(tracked)
  const stray = arrived.find((number) => !known.has(number))
  if (stray !== undefined) throw Error(`an event arrived that was not tracked: ${stray}`)
  const { events, copies } = sorted(arrived)
  return { tracked: tracked.length, early: sorted(before).events, lost: tracked.length - events, copies }
}
