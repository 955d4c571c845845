import { setTimeout } from 'node:timers/promises'
import type { ClickhouseAddress } from './address.ts'
import { away, isOfServer } from './failures.ts'
import { type Asked, type Node, openNodes, type Parameters, type Settings } from './node.ts'
import { openTopology } from './topology.ts'

/** The replicas of one part of the events. */
export interface Shard {
  rows<Row>(statement: string, parameters?: Parameters, settings?: Settings): Promise<Row[]>
  /** Writes to one replica or another, the same rows until one has them. */
  insert(into: string, rows: readonly object[], settings?: Settings): Promise<void>
  /** On all replicas, once it is done. */
  mutate(statement: string, parameters?: Parameters): Promise<void>
}

export interface Cluster {
  readonly shards: readonly Shard[]
  /** What one server answers for all shards. */
  rows<Row>(...asked: Asked): Promise<Row[]>
  /** The same, part by part, of one server. */
  parts<Row>(...asked: Asked): AsyncIterable<Row[]>
  close(): Promise<void>
}

/** Milliseconds that a write is tried for, and between tries, at first; a second's part more or less, by chance. */
const patience = { write: 5_000, first: 50, longest: 1_000 }

/** Seconds after which whoever was turned away is to come again. */
const retryAfter = 10

/**
 * @param refused - hears why a server that answers later is not used
 * @throws when a server has another schema, or a shard has no server that answers
 */
export async function openCluster(
  address: ClickhouseAddress,
  password: string,
  refused: (reason: string) => void = () => {},
): Promise<Cluster> {
  const nodes = await openNodes(address, password)
  const close = async () => {
    await Promise.all(nodes.map((node) => node.close()))
  }
  try {
    const topology = await openTopology(nodes, address, refused)
    const quorum: Settings = address.isReplicated ? { insert_quorum: 'auto' } : {}
    const shards = topology.shards.map((replicas) => shardOf(replicas, quorum))
    let turn = 0
    /** Each time another one begins. */
    const inTurn = (): readonly Node[] => {
      const live = topology.shards.flat()
      turn = (turn + 1) % live.length
      return [...live.slice(turn), ...live.slice(0, turn)]
    }
    return {
      shards,
      rows: <Row>(...asked: Asked) => firstOf(inTurn(), (node) => node.rows<Row>(...asked)),
      parts: (...asked) => inTurn()[0]!.parts(...asked),
      close() {
        topology.end()
        return close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

function shardOf(replicas: readonly Node[], quorum: Settings): Shard {
  let first = 0
  const write = async (call: (node: Node) => Promise<void>) => {
    const end = performance.now() + patience.write
    for (let at = first, wait = patience.first; ; at += 1) {
      try {
        await call(replicas[at % replicas.length]!)
        first = at % replicas.length
        return
      } catch (error) {
        if (!isOfServer(error)) throw error
        if (performance.now() + wait > end) throw away(error, retryAfter)
        // Others wait for the same quorum: not all at once.
        await setTimeout(wait * (0.5 + Math.random()))
        wait = Math.min(wait * 2, patience.longest)
      }
    }
  }
  return {
    rows: (...asked) => firstOf(replicas, (node) => node.rows(...asked)),
    insert: (into, rows, settings) => write((node) => node.insert(into, rows, { ...quorum, ...settings })),
    mutate: (statement, parameters) =>
      write((node) => node.run(statement, parameters, { mutations_sync: '2' })),
  }
}

async function firstOf<Result>(
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
