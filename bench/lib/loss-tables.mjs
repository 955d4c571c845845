/** Rounded down: what is not all is never 100. */
const share = (part, whole) => `${Math.floor((part / whole) * 1_000) / 10}`

const inTheEnd = ({ error, tracked, lost, copies }) => {
  if (error) return 'failed'
  const more = copies ? ` +${Math.ceil((copies / tracked) * 100)}` : ''
  return share(tracked - lost, tracked) + more
}

const atFirst = ({ error, tracked, early }) => (error ? 'failed' : share(early, tracked))

/**
 * The tables of what became of all events.
 *
 * @param subjects - the columns
 * @param played - the rows: each a scenario, and `fates`, what became of its events by subject
 */
export const lossTables = (subjects, played) => {
  const byScenario = (title, entries, cell) => ({
    title,
    columns: ['', ...subjects.map(({ name }) => name)],
    rows: entries.map(({ scenario, fates }) => [
      scenario.name,
      ...subjects.map((subject) => cell(fates.get(subject))),
    ]),
  })

  const summary = (subject) => {
    const all = played.map(({ fates }) => fates.get(subject)).filter(({ error }) => !error)
    const count = (is) => all.filter(is).length
    return [
      subject.name,
      `${count(({ lost, copies }) => lost + copies === 0)} of ${all.length}`,
      count(({ lost }) => lost > 0),
      count(({ copies }) => copies > 0),
      all.reduce((sum, { sameIds }) => sum + sameIds, 0),
    ]
  }

  return [
    byScenario('Delivered in the end, % of events (+ surplus copies, %)', played, inTheEnd),
    byScenario(
      'Of these, before the reader came back, % of events',
      played.filter(({ scenario }) => scenario.returns),
      atFirst,
    ),
    {
      title: 'In how many scenarios',
      columns: ['', 'each event once', 'some lost', 'some doubled', 'repeats of an id'],
      rows: subjects.map(summary),
    },
  ]
}
