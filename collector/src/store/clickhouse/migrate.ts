import { readAddress } from './address.ts'
import { type Node, openNodes } from './node.ts'
import { migrateNode, schemaVersion, versionIn } from './schema.ts'

/**
 * Makes the schema on each server of a store, or brings it up to date.
 *
 * @returns what was done, a line for each server
 */
export async function migrateClickhouse(store: string, password = ''): Promise<readonly string[]> {
  const address = readAddress(store)
  const nodes = await openNodes(address, password)
  // A database that is not there yet can be made from another.
  const outside = await openNodes({ ...address, database: 'default' }, password)
  try {
    const found = await Promise.all(
      nodes.map(async (node, at) => ({ node, outside: outside[at]!, version: await versionIn(node) })),
    )
    const done = new Map<Node, string>()
    // A replica that is new is made as the others are: after them.
    for (const { node, outside, version } of found.toSorted((one, other) => other.version - one.version)) {
      await migrateNode(node, outside, address)
      done.set(
        node,
        version === schemaVersion
          ? `${node.host}: schema ${version}, as it should be`
          : `${node.host}: schema ${version} to ${schemaVersion}`,
      )
    }
    return nodes.map((node) => done.get(node)!)
  } finally {
    await Promise.all([...nodes, ...outside].map((node) => node.close()))
  }
}
