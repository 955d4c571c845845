import { randomUUID } from 'node:crypto'
import type { Shard } from '../shard.ts'

/** Milliseconds: how long a claim holds, and how long whoever claims waits for others that do so at the same moment. */
export const claimTimes = { holds: 6_000, settles: 1_000 }

/** Who relays a shard. Of several the one with the highest epoch does, and of one epoch the last by name. */
export interface Claims {
  /** @returns the epoch that this is from now on; undefined while another has the shard */
  claim(): Promise<number | undefined>
  /** Holds it for longer. @returns whether it was not lost meanwhile */
  renew(epoch: number): Promise<boolean>
  /** Leaves it to whoever wants it. */
  release(epoch: number): Promise<void>
}

/** Nobody: the last one has left. */
const nobody = ''

/**
 * Claims in a table. ClickHouse has no row that one of two can take, so a claim is written, and read after a moment that others
 * had to write theirs. Two may hold a shard at once for some seconds where servers or clocks are late: then events are sent
 * twice, and the cursor of the lower epoch counts for nothing.
 */
export function openClaims(shard: Shard, sleep: (milliseconds: number) => Promise<void>): Claims {
  const holder = randomUUID()

  /** The claim that counts, and its age by the servers' clock. */
  const read = async (): Promise<{ epoch: number; holder: string; age: number } | undefined> => {
    const [row] = await shard.current<{ epoch: string; holder: string; age: number }>(
      ['relay_claims_local'],
      `SELECT epoch, holder, toFloat64(toUnixTimestamp64Milli(now64(3)) - max(at)) AS age
       FROM relay_claims_local GROUP BY epoch, holder ORDER BY epoch DESC, holder DESC LIMIT 1`,
    )
    return row && { ...row, epoch: Number(row.epoch) }
  }
  const write = (epoch: number, by: string) =>
    shard.insert(
      `relay_claims_local SELECT epoch, holder, toUnixTimestamp64Milli(now64(3)) FROM input('epoch UInt64, holder String')`,
      [{ epoch, holder: by }],
      { insert_deduplicate: 0 },
    )
  const isOurs = async (epoch: number) => {
    const top = await read()
    return top?.epoch === epoch && top.holder === holder
  }

  return {
    async claim() {
      const top = await read()
      const isHeld = top !== undefined && ![nobody, holder].includes(top.holder)
      if (isHeld && top.age < claimTimes.holds) return undefined
      const epoch = (top?.epoch ?? 0) + 1
      await write(epoch, holder)
      await sleep(claimTimes.settles)
      return (await isOurs(epoch)) ? epoch : undefined
    },
    async renew(epoch) {
      await write(epoch, holder)
      return isOurs(epoch)
    },
    release: (epoch) => write(epoch + 1, nobody),
  }
}
