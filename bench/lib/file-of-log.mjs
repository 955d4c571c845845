import { eventOf } from '../../collector/dist/store/clickhouse/event-row.js'
import { openSqlite } from '../../collector/dist/store/sqlite/open.js'
import { eventsOf } from './growing-log.mjs'

const group = 20_000

/**
 * Adds events of the log to a file by its own append: from one place to another.
 *
 * @param engine - makes them
 * @returns events a second
 */
export const fileOfLog = async (file, engine, from, to) => {
  const store = openSqlite(file)
  let took = 0
  for (let at = from; at < to; at += group) {
    const rows = await engine.rows(eventsOf(at, Math.min(at + group, to)))
    const events = rows.map(({ key, category, action, ticks, ...row }) => eventOf(/** @type {any} */ (row)))
    const start = performance.now()
    await store.append(events)
    took += performance.now() - start
  }
  await store.close()
  return (to - from) / (took / 1000)
}
