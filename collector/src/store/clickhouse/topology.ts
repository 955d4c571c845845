import { setTimeout } from 'node:timers/promises'
import type { ClickhouseAddress } from './address.ts'
import { away, isOfServer } from './failures.ts'
import type { Node } from './node.ts'
import { checkSchema } from './schema.ts'

/** Milliseconds for a server to say who it is, and between tries where it did not; seconds of `Retry-After`. */
const pause = { answer: 5_000, again: 5_000, retryAfter: 10 }

/** Which servers have which shard. Servers join it when they answer. */
export interface Topology {
  /** The servers of each shard, in the order of the shards' names. */
  readonly shards: readonly (readonly Node[])[]
  /** How many replicas a shard has, also those that do not answer. */
  readonly copies: number
  /** Does not look for servers any more. */
  end(): void
}

/**
 * Asks servers who they are. None is used before its schema was looked at; one that does not answer is asked again later.
 *
 * @param refused - hears why a server that answers later is not used
 * @throws when a server has another schema, or a shard has no server that answers
 */
export async function openTopology(
  nodes: readonly Node[],
  address: ClickhouseAddress,
  refused: (reason: string) => void,
): Promise<Topology> {
  const { cluster, database } = address
  if (cluster === undefined && nodes.length > 1)
    throw new Error('--store names several hosts and no cluster: add ?cluster=')
  const asked = await Promise.allSettled(nodes.map((node) => shardOf(node, cluster)))
  const fault = asked.find((one) => one.status === 'rejected' && !isOfServer(one.reason))
  if (fault?.status === 'rejected') throw fault.reason
  const found = asked.flatMap((one, at) =>
    one.status === 'fulfilled' ? [{ node: nodes[at]!, name: one.value }] : [],
  )
  const absent = new Set(nodes.filter((node) => found.every((one) => one.node !== node)))
  const missing = asked.find((one) => one.status === 'rejected')?.reason
  const [first] = found
  if (first === undefined) throw away(missing, pause.retryAfter)
  const names = [...new Set(found.map(({ name }) => name))].toSorted()
  const { count, copies } =
    cluster === undefined ? { count: 1, copies: 1 } : await sizeOf(first.node, cluster)
  if (count !== names.length) {
    const error = new Error(
      `the cluster ${cluster} has ${count} shards, and ${names.length} of them answer at the hosts of --store (${database})`,
    )
    // Without the names of all nobody knows which shard an event belongs to.
    throw absent.size > 0 ? away(error, pause.retryAfter) : error
  }
  const shards = names.map((name) => found.filter((one) => one.name === name).map(({ node }) => node))

  const told = new Map<Node, string>()
  const look = async (node: Node) => {
    try {
      const name = await shardOf(node, cluster)
      const shard = shards[names.indexOf(name)]
      if (shard === undefined)
        throw new Error(`${node.host} has the shard ${name}, which no other server knows`)
      // It may have been asked twice.
      if (absent.delete(node)) shard.push(node)
      if (absent.size === 0) clearInterval(timer)
    } catch (error) {
      const { message } = error as Error
      if (!isOfServer(error) && told.get(node) !== message) refused(message)
      told.set(node, message)
    }
  }
  const timer: NodeJS.Timeout = setInterval(() => {
    for (const node of absent) void look(node)
  }, pause.again).unref()
  if (absent.size === 0) clearInterval(timer)
  return { shards, copies, end: () => clearInterval(timer) }
}

/** The name of a server's shard, once its schema was looked at. */
async function shardOf(node: Node, cluster: string | undefined): Promise<string> {
  const asked = async () => {
    await checkSchema(node)
    if (cluster === undefined) return ''
    const [row] = await node.rows<{ shard: string }>("SELECT getMacro('shard') AS shard")
    return row!.shard
  }
  const late = async (): Promise<never> => {
    await setTimeout(pause.answer, undefined, { ref: false })
    throw new Error(`${node.host} does not answer in time`)
  }
  return Promise.race([asked(), late()])
}

async function sizeOf(node: Node, cluster: string): Promise<{ count: number; copies: number }> {
  try {
    const [row] = await node.rows<{ shards: string; copies: number }>(
      'SELECT uniqExact(shard_num) AS shards, max(replica_num) AS copies FROM system.clusters WHERE cluster = {cluster:String}',
      { cluster },
    )
    return { count: Number(row!.shards), copies: row!.copies }
  } catch (error) {
    throw isOfServer(error) ? away(error, pause.retryAfter) : error
  }
}
