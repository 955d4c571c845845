import { afterAll, onTestFinished } from 'vitest'
import { migrateClickhouse } from '../../../../src/store/clickhouse/migrate.ts'
import { type ClickhouseOptions, openClickhouse } from '../../../../src/store/clickhouse/open.ts'
import type { Store } from '../../../../src/store/store.ts'
import { type ClickhouseServer, startClickhouse } from './server.ts'

let server: Promise<ClickhouseServer> | undefined
let count = 0

afterAll(async () => (await server)?.stop())

/** A server for the tests of a file; it starts with the first of them. */
export const testServer = (): Promise<ClickhouseServer> => {
  server ??= startClickhouse()
  return server
}

const say = async (statement: string): Promise<void> => {
  const { host } = await testServer()
  const response = await fetch(`http://${host}/`, { method: 'POST', body: statement })
  if (!response.ok) throw new Error(await response.text())
}

/** Without a schema, and dropped when the test is over. @returns its address */
export async function testDatabase(): Promise<string> {
  const { host } = await testServer()
  count += 1
  const database = `test_${count}`
  onTestFinished(() => say(`DROP DATABASE IF EXISTS ${database} SYNC`))
  return `clickhouse://default@${host}/${database}`
}

export async function openTestCluster(options: Partial<ClickhouseOptions> = {}): Promise<Store> {
  const address = await testDatabase()
  await migrateClickhouse(address)
  return openClickhouse(address, options)
}
