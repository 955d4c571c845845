import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client'
import type { ClickhouseAddress } from './address.ts'

export type Settings = ClickHouseSettings

export type Parameters = Readonly<Record<string, unknown>>

export type Asked = [statement: string, parameters?: Parameters, settings?: Settings, signal?: AbortSignal]

/** One server. Every call rejects when it cannot be reached, or refuses. */
export interface Node {
  readonly host: string
  /** @returns its rows; whole numbers of 64 bits as texts */
  rows<Row>(...asked: Asked): Promise<Row[]>
  /** The same, part by part. */
  parts<Row>(...asked: Asked): AsyncIterable<Row[]>
  run(statement: string, parameters?: Parameters, settings?: Settings): Promise<void>
  /** @param into - a table with its columns, and how it is computed where the rows are not it */
  insert(into: string, rows: readonly object[], settings?: Settings, signal?: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** What every statement goes with: 64 bits are more than a number of JavaScript's holds, and JSON knows no infinity. */
const always: Settings = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_denormals: 1,
  output_format_json_escape_forward_slashes: 0,
  // Else `sum(x) AS x` is a sum of sums.
  prefer_column_name_to_alias: 1,
}

/** Milliseconds for a statement; a question has a time of its own, which is shorter. */
const requestTimeout = 180_000

/** Gives servers to talk to. The client is loaded now: who has no cluster needs none. */
export async function openNodes(
  { hosts, user, database }: ClickhouseAddress,
  password: string,
): Promise<readonly Node[]> {
  const { ClickHouseLogLevel, createClient } = await import('@clickhouse/client')
  return hosts.map((host) =>
    nodeOf(
      host,
      createClient({
        url: host,
        username: user,
        password,
        database,
        application: 'rivulet-collector',
        request_timeout: requestTimeout,
        max_open_connections: 20,
        use_multipart_params_auto: true,
        compression: { request: false, response: false },
        log: { level: ClickHouseLogLevel.OFF },
        clickhouse_settings: always,
      }),
    ),
  )
}

function nodeOf(host: string, client: ClickHouseClient): Node {
  const query = (...[statement, parameters = {}, settings = {}, signal]: Asked) =>
    client.query({
      query: statement,
      format: 'JSONEachRow',
      query_params: { ...parameters },
      clickhouse_settings: settings,
      ...(signal && { abort_signal: signal }),
    })
  return {
    host,
    rows: async <Row>(...asked: Asked) => (await query(...asked)).json<Row>(),
    async *parts<Row>(...asked: Asked) {
      const result = await query(...asked)
      for await (const part of result.stream<Row>()) yield part.map((row) => row.json() as Row)
    },
    async run(statement, parameters = {}, settings = {}) {
      await client.command({
        query: statement,
        query_params: { ...parameters },
        clickhouse_settings: settings,
      })
    },
    async insert(into, rows, settings = {}, signal) {
      if (rows.length === 0) return
      await client.insert({
        table: into,
        values: [...rows],
        format: 'JSONEachRow',
        clickhouse_settings: settings,
        ...(signal && { abort_signal: signal }),
      })
    },
    close: () => client.close(),
  }
}
