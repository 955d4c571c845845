import { readAddress } from './address.ts'
import { openNodes } from './node.ts'
import { migrateNode, schemaVersion } from './schema.ts'

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
    const done: string[] = []
    for (const [at, node] of nodes.entries()) {
      const version = await migrateNode(node, outside[at]!, address)
      done.push(
        version === schemaVersion
          ? `${node.host}: schema ${version}, as it should be`
          : `${node.host}: schema ${version} to ${schemaVersion}`,
      )
    }
    return done
  } finally {
    await Promise.all([...nodes, ...outside].map((node) => node.close()))
  }
}
