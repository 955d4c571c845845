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
  /**
   * So much is enough for a write: it begins in the middle of a turn, and while another goes on, so that whoever writes has it at
   * hand. Default: no matter how much waits, a write begins with the turn's end, and when none goes on.
   */
  readonly enough?: { readonly size: number; readonly groups: number }
}

/**
 * Gathers groups that come in close together into one write: a transaction costs a wait for the disk, and a hundred
 * requests can share it. A write begins with what one turn of the event loop brought; while it goes on, the next gathers.
 * To wait for all of them would cost more than it spares: whoever reads requests would wait for whoever writes, and the other
 * way round.
 *
 * @param write - writes all groups or none, and returns one result for each
 * @param sizeOf - how large a group is
 */
export function groupCommit<Group, Result>(
  write: (groups: readonly Group[]) => readonly Result[] | Promise<readonly Result[]>,
  sizeOf: (group: Group) => number,
  { waiting: mostWaiting, write: mostWritten, enough }: GroupLimits,
): GroupCommit<Group, Result> {
  let waiting: Waiting<Group, Result>[] = []
  let size = 0
  let writing = 0
  let writes = 0
  let idle: (() => void)[] = []

  const take = (): readonly Waiting<Group, Result>[] => {
    let sum = 0
    const end = waiting.findIndex((one, at) => {
      sum += one.size
      return at > 0 && sum > mostWritten
    })
    const taken = end < 0 ? waiting : waiting.slice(0, end)
    waiting = end < 0 ? [] : waiting.slice(end)
    return taken
  }

  const isEnough = () =>
    enough !== undefined && (waiting.length >= enough.groups || size - writing >= enough.size)

  const begin = () => {
    while (waiting.length > 0 && (writes === 0 || (writes === 1 && isEnough()))) writeSome(take())
    if (waiting.length + writes > 0) return
    for (const resolve of idle) resolve()
    idle = []
  }

  const writeSome = async (groups: readonly Waiting<Group, Result>[]) => {
    const sum = groups.reduce((all, one) => all + one.size, 0)
    writes += 1
    writing += sum
    try {
      const results = await write(groups.map(({ group }) => group))
      groups.forEach(({ resolve }, at) => {
        resolve(results[at]!)
      })
    } catch (error) {
      for (const { reject } of groups) reject(error)
    }
    size -= sum
    writing -= sum
    writes -= 1
    begin()
  }

  return {
    append: (group) =>
      new Promise((resolve, reject) => {
        const more = sizeOf(group)
        if (size > 0 && size + more > mostWaiting) {
          reject(new Error(`more than ${mostWaiting} are waiting to be written`))
          return
        }
        if (waiting.length === 0 && writes === 0) setImmediate(begin)
        size += more
        waiting.push({ group, size: more, resolve, reject })
        if (writes < 2 && isEnough()) begin()
      }),
    flush: () =>
      new Promise((resolve) => {
        idle.push(resolve)
        begin()
      }),
  }
}
