import type { ClickhouseAddress } from './address.ts'
import { type Asked, type Node, openNodes } from './node.ts'
import { firstOf, openShard, type Shard } from './shard.ts'
import { openTopology } from './topology.ts'
import { whileThere } from './while-there.ts'

export interface Cluster {
  readonly shards: readonly Shard[]
  /** What one server answers for all shards. */
  rows<Row>(...asked: Asked): Promise<Row[]>
  /** The same, part by part, of one server. */
  parts<Row>(...asked: Asked): AsyncIterable<Row[]>
  close(): Promise<void>
}

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
    const copies = address.isReplicated ? topology.copies : 1
    const shards = topology.shards.map((replicas) => openShard(replicas, copies))
    let turn = 0
    /** Each time another one begins. */
    const inTurn = (): readonly Node[] => {
      const live = topology.shards.flat()
      turn = (turn + 1) % live.length
      return [...live.slice(turn), ...live.slice(0, turn)]
    }
    return {
      shards,
      rows: <Row>(...asked: Asked) => firstOf(inTurn(), (node) => whileThere<Row>(node, asked)),
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
