import { type ClickhouseServer, freePorts, startClickhouse } from './server.ts'

/** Two shards that know each other. */
export async function startShards(): Promise<readonly ClickhouseServer[]> {
  const ports = [await freePorts(), await freePorts()]
  const shards = ports.map(
    ({ tcp }) => `<shard><replica><host>127.0.0.1</host><port>${tcp}</port></replica></shard>`,
  )
  const remote = `<remote_servers><shop>${shards.join('')}</shop></remote_servers>`
  return Promise.all(
    ports.map((own, at) =>
      startClickhouse({
        config: `${remote}<macros><shard>${at + 1}</shard><replica>r1</replica></macros>`,
        ports: own,
      }),
    ),
  )
}

/** The store that they are. */
export const shardsOf = (servers: readonly ClickhouseServer[]): string =>
  `clickhouse://default@${servers.map(({ host }) => host)}/shop?cluster=shop&replicated=0`
