import { setTimeout } from 'node:timers/promises'
import type { ClickhouseAddress } from './address.ts'
import { away, isOfServer } from './failures.ts'
import { type Asked, type Node, openNodes, type Parameters, type Settings } from './node.ts'
import { checkSchema } from './schema.ts'

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

/** @throws when a server has another schema, or a shard has no server that answers */
export async function openCluster(address: ClickhouseAddress, password: string): Promise<Cluster> {
  const nodes = await openNodes(address, password)
  const close = async () => {
    await Promise.all(nodes.map((node) => node.close()))
  }
  try {
    const groups = await shardsOf(nodes, address)
    const quorum: Settings = address.isReplicated ? { insert_quorum: 'auto' } : {}
    const shards = groups.map((replicas) => shardOf(replicas, quorum))
    const live = groups.flat()
    let turn = 0
    /** Each time another one begins. */
    const inTurn = (): readonly Node[] => {
      turn = (turn + 1) % live.length
      return [...live.slice(turn), ...live.slice(0, turn)]
    }
    return {
      shards,
      rows: <Row>(...asked: Asked) => firstOf(inTurn(), (node) => node.rows<Row>(...asked)),
      parts: (...asked) => inTurn()[0]!.parts(...asked),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** @returns the servers of each shard, in the order of the shards' names */
async function shardsOf(
  nodes: readonly Node[],
  { cluster, database }: ClickhouseAddress,
): Promise<readonly (readonly Node[])[]> {
  if (cluster === undefined) {
    if (nodes.length > 1) throw new Error('--store names several hosts and no cluster: add ?cluster=')
    await checkSchema(nodes[0]!)
    return [nodes]
  }
  const asked = await Promise.allSettled(
    nodes.map(async (node) => {
      await checkSchema(node)
      const [row] = await node.rows<{ shard: string }>("SELECT getMacro('shard') AS shard")
      return { node, shard: row!.shard }
    }),
  )
  const refused = asked.find((one) => one.status === 'rejected' && !isOfServer(one.reason))
  if (refused?.status === 'rejected') throw refused.reason
  const found = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const names = [...new Set(found.map(({ shard }) => shard))].toSorted()
  const groups = names.map((name) => found.filter(({ shard }) => shard === name).map(({ node }) => node))
  const [first] = found
  if (first === undefined) throw away((asked[0] as PromiseRejectedResult).reason, retryAfter)
  const [{ shards } = { shards: '0' }] = await first.node.rows<{ shards: string }>(
    'SELECT uniqExact(shard_num) AS shards FROM system.clusters WHERE cluster = {cluster:String}',
    { cluster },
  )
  if (Number(shards) !== groups.length) {
    throw new Error(
      `the cluster ${cluster} has ${shards} shards, and ${groups.length} of them answer at the hosts of --store (${database})`,
    )
  }
  return groups
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
