import type { Source } from '../../../../src/query/sql/dialect.ts'
import { writeSql } from '../../../../src/query/sql/write-sql.ts'
import type { Query } from '../../../../src/query/tree.ts'
import { readAddress } from '../../../../src/store/clickhouse/address.ts'
import { migrateClickhouse } from '../../../../src/store/clickhouse/migrate.ts'
import { openNodes } from '../../../../src/store/clickhouse/node.ts'
import { clickhouse } from '../../../../src/store/clickhouse/query/dialect.ts'
import { type EngineRow, rowWriter, textsOf } from '../../../../src/store/clickhouse/query/rows.ts'
import { questionSettings } from '../../../../src/store/clickhouse/questions.ts'
import type { Answer } from '../../../query/support/answers.ts'
import type { Event } from '../../../query/support/events.ts'
import { testServer } from './test-cluster.ts'

export interface QuestionStore {
  /** The ids of its events are their places, from 1. */
  fill(stored: readonly Event[]): Promise<void>
  rows(query: Query, source: Source, write?: typeof writeSql): Promise<Answer[]>
  close(): Promise<void>
}

/** A store that can be filled again and again, for what is asked of it. */
export async function openQuestionStore(): Promise<QuestionStore> {
  const { host } = await testServer()
  const store = `clickhouse://default@${host}/questions`
  await migrateClickhouse(store)
  const [node] = await openNodes(readAddress(store), '')
  // One thread: arrays of a group are in the order of its rows.
  const settings = { ...questionSettings(60), max_threads: 1 }
  return {
    async fill(stored) {
      await node!.run('TRUNCATE TABLE events_local')
      await node!.insert('events_local', stored.map(rowOf))
    },
    async rows(query, source, write = writeSql) {
      const statement = write(query, source, clickhouse)
      const rows = await node!.rows<EngineRow>(statement.text, textsOf(statement.parameters), settings)
      return rows.map(rowWriter(statement)).map((row) => JSON.parse(row) as Answer)
    },
    close: () => node!.close(),
  }
}

function rowOf(
  { type, scope, ticks, received = 0, original = null, payload, user, texts }: Event,
  at: number,
) {
  const fraction = ((ticks % 10_000n) + 10_000n) % 10_000n
  return {
    key: `i:${String(at).padStart(4, '0')}`,
    id: String(at + 1),
    version: '1',
    dialect: 'profile-store',
    type,
    scope,
    time: String((ticks - fraction) / 10_000n),
    fraction: Number(fraction),
    ticks: String(ticks),
    received,
    original,
    payload: JSON.stringify(payload),
    user: user === null ? null : JSON.stringify(user),
    category: 'profile-store',
    action: type,
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text || null])),
  }
}
