/** Where a cluster is, as `--store` says it. */
export interface ClickhouseAddress {
  /** Of each server: `http://127.0.0.1:8123`. */
  readonly hosts: readonly string[]
  readonly user: string
  readonly database: string
  /** What the servers call themselves together; absent: they are one. */
  readonly cluster?: string
  /** Whether each shard has replicas, which Keeper holds together. */
  readonly isReplicated: boolean
}

const scheme = 'clickhouse://'

/** Whether a store is one of these, and no file. */
export const isClickhouse = (store: string): boolean => store.startsWith(scheme)

const form = 'clickhouse://user@host:port,host:port/database?cluster=name'

/**
 * Reads `clickhouse://user@host:port,host:port/database?cluster=…`. The ports are those for HTTP, 8123 where none is
 * said; `secure=1` is for HTTPS, `replicated=0` for a cluster whose shards have no replicas.
 *
 * @throws what is wrong with it
 */
export function readAddress(store: string): ClickhouseAddress {
  const refuse = (problem: string) => new Error(`--store ${problem}: it is ${form}`)
  const [, login, hosts = '', database = '', query = ''] =
    /^clickhouse:\/\/(?:([^@/?]*)@)?([^/?@]*)\/([^/?]*)(?:\?(.*))?$/.exec(store) ?? []
  if (login?.includes(':')) throw new Error('--store must not hold a password: set RIVULET_STORE_PASSWORD')
  const {
    cluster,
    secure = '0',
    replicated = '1',
    ...others
  } = Object.fromEntries(new URLSearchParams(query))
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw refuse(`has "${unknown}", which is not known`)
  for (const [name, text] of Object.entries({ user: login, database, cluster })) {
    if (text !== undefined && !/^[\w-]{1,64}$/.test(text)) throw refuse(`names no ${name} that can be used`)
  }
  const protocol = secure === '1' ? 'https' : 'http'
  const urls = hosts.split(',').map((host) => {
    if (!/^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i.test(host))
      throw refuse(`names no host at "${host}"`)
    return `${protocol}://${/:\d+$/.test(host) ? host : `${host}:8123`}`
  })
  return {
    hosts: urls,
    user: login ?? 'default',
    database,
    ...(cluster !== undefined && { cluster }),
    isReplicated: cluster !== undefined && replicated !== '0',
  }
}
