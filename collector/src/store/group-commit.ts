interface Waiting<Group, Result> {
  readonly group: Group
  readonly size: number
  resolve(result: Result): void
  reject(reason: unknown): void
}

export interface GroupCommit<Group, Result> {
  /** Resolves with the group's own result once the write it is part of is done. */
  append(group: Group): Promise<Result>
  /** Writes what is waiting, now, or as soon as what is being written is. */
  flush(): Promise<void>
}

export interface GroupLimits {
  /** How much may wait; a group that does not fit is turned away, unless nothing else waits. */
  readonly waiting: number
  /** How much is written at once; a group that is larger is written alone. */
  readonly write: number
}

/** Turns of the event loop that a group waits at most for others to join it: a few milliseconds under full load. */
const maxTurns = 10

/**
 * Gathers groups that come in close together into one write: a transaction costs a wait for the disk, and a hundred
 * requests can share it. It gathers as long as each turn of the event loop brings more; a group that comes alone is
 * written at the next turn but one. While one write goes on, the next gathers.
 *
 * @param write - writes all groups or none, and returns one result for each
 * @param sizeOf - how large a group is
 */
export function groupCommit<Group, Result>(
  write: (groups: readonly Group[]) => readonly Result[] | Promise<readonly Result[]>,
  sizeOf: (group: Group) => number,
  limits: GroupLimits,
): GroupCommit<Group, Result> {
  let waiting: Waiting<Group, Result>[] = []
  let size = 0
  let arrived = 0
  let writing: Promise<void> | undefined

  const gather = (before: number, turns: number) => {
    if (arrived > before && turns < maxTurns) setImmediate(gather, arrived, turns + 1)
    else flush()
  }

  const take = (): readonly Waiting<Group, Result>[] => {
    let sum = 0
    const end = waiting.findIndex((one, at) => {
      sum += one.size
      return at > 0 && sum > limits.write
    })
    const taken = end < 0 ? waiting : waiting.slice(0, end)
    waiting = end < 0 ? [] : waiting.slice(end)
    return taken
  }

  const writeSome = async (groups: readonly Waiting<Group, Result>[]) => {
    try {
      const results = await write(groups.map(({ group }) => group))
      groups.forEach(({ resolve }, at) => {
        resolve(results[at]!)
      })
    } catch (error) {
      for (const { reject } of groups) reject(error)
    }
    for (const one of groups) size -= one.size
  }

  const flush = async () => {
    while (writing !== undefined || waiting.length > 0) {
      writing ??= writeSome(take()).finally(() => {
        writing = undefined
      })
      await writing
    }
  }

  return {
    append: (group) =>
      new Promise((resolve, reject) => {
        const more = sizeOf(group)
        if (size > 0 && size + more > limits.waiting) {
          reject(new Error(`more than ${limits.waiting} are waiting to be written`))
          return
        }
        if (waiting.length === 0) setImmediate(gather, arrived, 0)
        size += more
        arrived += 1
        waiting.push({ group, size: more, resolve, reject })
      }),
    flush,
  }
}
