/** Seconds of a slot, and how many there are: together a minute at least, whenever it is looked at. */
const slot = { seconds: 2, count: 31 }

/** Who comes back a moment too early is told so again: nobody has to wait for more than a minute. */
const longestWait = 60

/** What is counted for each name: sums over the last minute. */
export interface LastMinute {
  /** Counts, whether or not there is room. */
  add(name: string, amounts: readonly number[]): void
  /**
   * @param more - what is to be counted next
   * @returns seconds until there is room for it, 0 when there is now, Infinity when there never will be
   */
  wait(name: string, more: readonly number[]): number
}

interface Entry {
  /** Of the slot that was counted in last. */
  latest: number
  /** Slot after slot, in each one number for each limit. */
  readonly amounts: Float64Array
  /** The sums of all slots. */
  readonly sums: Float64Array
}

/**
 * Counts over a minute that slides: in no minute is there more than the limits, while a window that begins anew would
 * let twice as much through around its end.
 *
 * @param limits - for each amount that is counted; 0 is no limit
 * @param names - most names that are remembered: of more, those that were seen longest ago begin anew
 */
export function createLastMinute(limits: readonly number[], names: number): LastMinute {
  const entries = new Map<string, Entry>()
  let newest: string | undefined
  const width = limits.length

  /** A clock that nobody sets: in whole slots. */
  const slotNow = () => Math.floor(performance.now() / (1000 * slot.seconds))

  const entryOf = (name: string): Entry => {
    const now = slotNow()
    const known = entries.get(name)
    // Most often it was the last that was seen, and stays that.
    if (known?.latest === now && name === newest) return known
    newest = name
    const entry = known ?? {
      latest: now,
      amounts: new Float64Array(slot.count * width),
      sums: new Float64Array(width),
    }
    const passed = Math.min(now - entry.latest, slot.count)
    for (let at = 1; at <= passed; at += 1) {
      const from = ((entry.latest + at) % slot.count) * width
      for (let which = 0; which < width; which += 1) entry.sums[which]! -= entry.amounts[from + which]!
      entry.amounts.fill(0, from, from + width)
    }
    entry.latest = now
    // Taken out and put in again it is the last: a Map keeps the order of insertion.
    entries.delete(name)
    entries.set(name, entry)
    if (entries.size > names) entries.delete(entries.keys().next().value!)
    return entry
  }

  /** Slots that have to pass until so much more of one amount has room. */
  const slotsToWait = ({ latest, amounts, sums }: Entry, at: number, more: number): number => {
    const limit = limits[at]!
    if (limit === 0 || more === 0) return 0
    if (more > limit) return Number.POSITIVE_INFINITY
    let used = sums[at]!
    let slots = 0
    while (used + more > limit && slots < slot.count) {
      slots += 1
      used -= amounts[((latest + slots) % slot.count) * width + at]!
    }
    return slots
  }

  return {
    add(name, more) {
      const { latest, amounts, sums } = entryOf(name)
      const from = (latest % slot.count) * width
      for (let at = 0; at < width; at += 1) {
        amounts[from + at]! += more[at]!
        sums[at]! += more[at]!
      }
    },
    wait(name, more) {
      const entry = entryOf(name)
      let slots = 0
      for (let at = 0; at < width; at += 1) slots = Math.max(slots, slotsToWait(entry, at, more[at]!))
      if (slots === 0 || slots === Number.POSITIVE_INFINITY) return slots
      const seconds = Math.ceil((slotNow() + slots) * slot.seconds - performance.now() / 1000)
      return Math.min(longestWait, Math.max(1, seconds))
    },
  }
}
