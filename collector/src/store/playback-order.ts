/** What orders an event of a playback session. */
export interface Ordered {
  /** As its player counts. */
  readonly index?: number
  readonly entry?: string
  /** When the session began, as the player was told: it asks anew now and then. */
  readonly start?: string
  /** The key that its sender has given it. */
  readonly sender?: string
  readonly sequence?: number
}

/** Events of one entry that a player has counted in one go. */
interface Run<Event> {
  readonly entry: string | undefined
  readonly starts: Set<string>
  readonly indices: Set<number>
  readonly events: Event[]
}

/**
 * Puts the events of a session into the order in which they happened. They overtake each other on their way, so their
 * own numbers count: those of their sender, which go on; else those of the player, which begins at 1 again with another
 * entry, after a pause and after an error. Where it did shows in a number that is there already.
 *
 * @param arrived - in the order in which they came
 */
export function inOrder<Event extends Ordered>(arrived: readonly Event[]): readonly Event[] {
  const [first] = arrived
  if (first?.sender !== undefined && arrived.every(({ sender }) => sender === first.sender)) {
    return arrived.toSorted((one, other) => (one.sequence ?? 0) - (other.sequence ?? 0))
  }
  const runs: Run<Event>[] = []
  for (const event of arrived) {
    const { index, entry, start } = event
    if (index === undefined) return arrived
    const run = runOf(runs, index, entry, start) ?? begin(runs, entry)
    run.indices.add(index)
    if (start !== undefined) run.starts.add(start)
    run.events.push(event)
  }
  return runs.flatMap(({ events }) => events.toSorted((one, other) => one.index! - other.index!))
}

/** The entry's last run, if the number is still free there; an earlier one, if the event was late and says so. */
const runOf = <Event>(runs: readonly Run<Event>[], index: number, entry?: string, start?: string) => {
  const free = runs.filter((run) => run.entry === entry && !run.indices.has(index))
  const last = runs.findLast((run) => run.entry === entry)
  return (
    free.find(({ starts }) => start !== undefined && starts.has(start)) ?? free.find((run) => run === last)
  )
}

const begin = <Event>(runs: Run<Event>[], entry: string | undefined): Run<Event> => {
  const run: Run<Event> = { entry, starts: new Set(), indices: new Set(), events: [] }
  runs.push(run)
  return run
}
