import { setTimeout } from 'node:timers/promises'

const always = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_denormals: 1,
  prefer_column_name_to_alias: 1,
  max_query_size: 4194304,
}

/** One engine, as the collector asks it; and what it says of its work. */
export const clickhouseOver = (host, database) => {
  let memory = 0
  const send = async (statement, parameters = {}, settings = {}) => {
    const named = Object.entries(parameters).map(([name, value]) => [`param_${name}`, value])
    const query = new URLSearchParams(
      [...Object.entries({ database, ...always, ...settings }), ...named].map(([name, value]) => [
        name,
        String(value),
      ]),
    )
    const response = await fetch(`http://${host}/?${query}`, { method: 'POST', body: statement })
    if (!response.ok) throw Error(await response.text())
    memory = Number(JSON.parse(response.headers.get('x-clickhouse-summary') ?? '{}').memory_usage ?? 0)
    return response
  }
  const run = async (statement) => (await send(statement)).text()
  const rows = async (statement, parameters = {}, settings = {}) => {
    const response = await send(`${statement}\nFORMAT JSONEachRow`, parameters, {
      ...settings,
      wait_end_of_query: 1,
    })
    return (await response.text())
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  }
  const figure = async (statement) => Number((await rows(statement))[0]?.figure ?? 0)
  const ofParts = (what) =>
    figure(
      `SELECT ${what} AS figure FROM system.parts WHERE active AND database = '${database}' AND table = 'events_local'`,
    )
  return {
    run,
    rows,
    /** Bytes that the last statement took at most. */
    used: () => ({ memory }),
    /** Waits until nothing has been merged for some seconds. */
    async quiet() {
      for (let still = 0; still < 3; ) {
        await setTimeout(1_000)
        still = (await figure('SELECT count() AS figure FROM system.merges')) === 0 ? still + 1 : 0
      }
    },
    /** Makes one part of each week, as the table's settings do a day after its end. */
    async settle() {
      const weeks = await rows(
        `SELECT DISTINCT partition_id AS id FROM system.parts WHERE active AND database = '${database}' AND table = 'events_local'`,
      )
      for (const { id } of weeks) await run(`OPTIMIZE TABLE events_local PARTITION ID '${id}' FINAL`)
    },
    async facts() {
      const rows = await ofParts('sum(rows)')
      const ofColumns = (what, where) =>
        figure(
          `SELECT sum(${what}) AS figure FROM system.columns WHERE database = '${database}' AND table = 'events_local' ${where}`,
        )
      const event = (name) => figure(`SELECT value AS figure FROM system.events WHERE event = '${name}'`)
      return {
        rows,
        bytes: (await ofParts('sum(bytes_on_disk)')) / rows,
        names: (await ofColumns('data_compressed_bytes', `AND name IN ('key', 'id', 'version')`)) / rows,
        plain: (await ofParts('sum(data_uncompressed_bytes)')) / rows,
        parts: await ofParts('count()'),
        keys: await ofParts('sum(primary_key_bytes_in_memory)'),
        merged: (await event('MergedRows')) / (await event('InsertedRows')),
        mergeMs: await event('MergeTotalMilliseconds'),
      }
    },
  }
}
