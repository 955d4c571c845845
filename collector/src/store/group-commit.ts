interface Waiting<Group, Result> {
  readonly group: Group
  resolve(result: Result): void
  reject(reason: unknown): void
}

export interface GroupCommit<Group, Result> {
  /** Resolves with the group's own result once the write it is part of is done. */
  append(group: Group): Promise<Result>
  /** Writes what is waiting, now. */
  flush(): void
}

/** Turns of the event loop that a group waits at most for others to join it: a few milliseconds under full load. */
const patience = 10

/**
 * Gathers groups that come in close together into one write: a transaction costs a wait for the disk, and a hundred
 * requests can share it. It gathers as long as each turn of the event loop brings more; a group that comes alone is
 * written at the next turn but one.
 *
 * @param write - writes all groups or none, and returns one result for each
 * @param sizeOf - how many items a group has
 * @param limit - most items that may wait; a group that does not fit is turned away, unless nothing else waits
 */
export function groupCommit<Group, Result>(
  write: (groups: readonly Group[]) => readonly Result[],
  sizeOf: (group: Group) => number,
  limit: number,
): GroupCommit<Group, Result> {
  let waiting: Waiting<Group, Result>[] = []
  let size = 0

  const gather = (before: number, turns: number) => {
    if (size > before && turns < patience) setImmediate(gather, size, turns + 1)
    else flush()
  }

  const flush = () => {
    const groups = waiting
    waiting = []
    size = 0
    if (groups.length === 0) return
    try {
      const results = write(groups.map(({ group }) => group))
      groups.forEach(({ resolve }, at) => {
        resolve(results[at]!)
      })
    } catch (error) {
      for (const { reject } of groups) reject(error)
    }
  }

  return {
    append: (group) =>
      new Promise((resolve, reject) => {
        const more = sizeOf(group)
        if (size > 0 && size + more > limit) {
          reject(new Error(`more than ${limit} events are waiting to be written`))
          return
        }
        if (waiting.length === 0) setImmediate(gather, 0, 0)
        size += more
        waiting.push({ group, resolve, reject })
      }),
    flush,
  }
}
