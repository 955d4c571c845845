import { setTimeout } from 'node:timers/promises'
import { away, codeOf, isOfServer } from './failures.ts'
import type { Asked, Node, Parameters, Settings } from './node.ts'

/** The replicas of one part of the events. */
export interface Shard {
  rows<Row>(...asked: Asked): Promise<Row[]>
  /** The same, for who writes: of the replica that answered last, or another one where that says nothing. */
  lookup<Row>(statement: string, parameters: Parameters): Promise<Row[]>
  /**
   * Which of these keys a quorum of the replicas has. What one has and the others do not is not stored yet.
   *
   * @param statement - gives those of `keys` that a replica has, as `key`
   */
  agreed(statement: string, keys: readonly string[]): Promise<ReadonlySet<string>>
  /** The same, of a replica that has all that was stored in these tables before. */
  current<Row>(tables: readonly string[], ...asked: Asked): Promise<Row[]>
  /** Writes to one replica or another, the same rows until a quorum has them. */
  insert(into: string, rows: readonly object[], settings?: Settings): Promise<void>
  /** On all replicas, once it is done. */
  mutate(statement: string, parameters?: Parameters): Promise<void>
}

/**
 * Milliseconds that a write is tried for, and between tries, at first; a second's part more or less, by chance. A try
 * ends sooner: a network may take all and say nothing. So does waiting for a quorum that does not come.
 */
const patience = { write: 5_000, try: 4_000, quorum: 3_000, first: 50, longest: 1_000 }

/** Seconds after which whoever was turned away is to come again. */
export const retryAfter = 10

/**
 * @param replicas - those that can be reached
 * @param copies - how many there are
 */
export function openShard(replicas: readonly Node[], copies: number): Shard {
  const quorum = Math.floor(copies / 2) + 1
  const withQuorum: Settings =
    copies > 1 ? { insert_quorum: 'auto', insert_quorum_timeout: patience.quorum } : {}
  let first = 0
  let wasAway = false
  const inTurn = () => [...replicas.slice(first), ...replicas.slice(0, first)]
  const begin = (node: Node) => {
    first = replicas.indexOf(node)
  }

  const write = async (call: (node: Node) => Promise<void>) => {
    const end = performance.now() + patience.write
    // Others wait meanwhile: what was away a moment ago is tried once, by each replica.
    const most = wasAway ? replicas.length : Number.POSITIVE_INFINITY
    for (let at = first, tries = 1, wait = patience.first; ; at += 1, tries += 1) {
      const node = replicas[at % replicas.length]!
      try {
        await call(node)
        begin(node)
        wasAway = false
        return
      } catch (error) {
        if (!isOfServer(error)) throw error
        if (tries >= most || performance.now() + wait > end) {
          wasAway = true
          throw away(error, retryAfter)
        }
        // Others wait for the same quorum: not all at once.
        await setTimeout(wait * (0.5 + Math.random()))
        wait = Math.min(wait * 2, patience.longest)
      }
    }
  }

  return {
    rows: (...asked) => firstOf(inTurn(), (node) => node.rows(...asked)),
    lookup: <Row>(statement: string, parameters: Parameters) =>
      firstOf(inTurn(), async (node) => {
        const rows = await node.rows<Row>(statement, parameters, {}, aTry())
        begin(node)
        return rows
      }),
    current: (tables, ...asked) =>
      firstOf(inTurn(), async (node) => {
        // It waits no longer: another one may have it all.
        const settings = { receive_timeout: patience.try / 1_000 }
        if (copies > 1)
          for (const table of tables) await node.run(`SYSTEM SYNC REPLICA ${table} LIGHTWEIGHT`, {}, settings)
        begin(node)
        return node.rows(...asked)
      }),
    async agreed(statement, keys) {
      const counts = new Map<string, number>()
      let open = keys
      let others = inTurn()
      while (open.length > 0 && others.length > 0) {
        const asked = open
        // What the first does not have is new to it: to write it again does no harm.
        open = await firstOf(others, async (node) => {
          const rows = await node.rows<{ key: string }>(statement, { keys: asked }, {}, aTry())
          others = others.slice(others.indexOf(node) + 1)
          for (const { key } of rows) counts.set(key, (counts.get(key) ?? 0) + 1)
          return rows.map(({ key }) => key).filter((key) => counts.get(key)! < quorum)
        }).catch((error) => {
          if (counts.size === 0 || codeOf(error) !== undefined) throw error
          return []
        })
      }
      return new Set(keys.filter((key) => (counts.get(key) ?? 0) >= quorum))
    },
    async insert(into, rows, settings) {
      if (rows.length === 0) return
      await write((node) => node.insert(into, rows, { ...withQuorum, ...settings }, aTry()))
    },
    mutate: (statement, parameters) =>
      write((node) => node.run(statement, parameters, { mutations_sync: '2' })),
  }
}

const aTry = () => AbortSignal.timeout(patience.try)

/** What the first of these servers answers that can. */
export async function firstOf<Result>(
  nodes: readonly Node[],
  call: (node: Node) => Promise<Result>,
): Promise<Result> {
  let last: unknown
  for (const node of nodes) {
    try {
      return await call(node)
    } catch (error) {
      if (!isOfServer(error)) throw error
      last = error
    }
  }
  throw away(last, retryAfter)
}
