import { idAt } from '../event-id.ts'
import type { Shard } from '../shard.ts'

/** A cursor's version: the epoch, then a number in it, which is greater than any time in ms. */
const versionOf = (epoch: number, number: number) => String((BigInt(epoch) << 42n) + BigInt(number))
const afterAllTimes = 2 ** 41

/** How far each target is in one shard. */
export interface Cursors {
  /** Notes where targets begin that nobody has noted: of several collectors the one that began first counts. */
  begin(targets: readonly { readonly name: string; readonly from: 'now' | 'beginning' }[]): Promise<void>
  read(): Promise<Readonly<Record<string, string>>>
  /** What was noted in an epoch before this one counts no more. */
  save(epoch: number, target: string, cursor: string): Promise<void>
}

/** @param began - when this collector began to take events: ms since the epoch */
export function openCursors(shard: Shard, began: number): Cursors {
  let saved = 0
  const read = async () => {
    const rows = await shard.current<{ target: string; cursor: string }>(
      ['relay_cursors_local'],
      'SELECT target, toString(argMax(cursor, version)) AS cursor FROM relay_cursors_local GROUP BY target',
    )
    return Object.fromEntries(rows.map(({ target, cursor }) => [target, cursor]))
  }
  return {
    async begin(targets) {
      const known = await read()
      await shard.insert(
        'relay_cursors_local',
        targets
          .filter(({ name }) => known[name] === undefined)
          .map(({ name, from }) => ({
            target: name,
            cursor: from === 'beginning' ? '0' : idAt(began),
            version: versionOf(0, afterAllTimes - began),
          })),
      )
    },
    read,
    async save(epoch, target, cursor) {
      saved += 1
      await shard.insert('relay_cursors_local', [{ target, cursor, version: versionOf(epoch, saved) }])
    },
  }
}
