import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import { type CollectorOptions, createCollector } from '../../src/collector.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface Running {
  readonly app: FastifyInstance
  /** `http://127.0.0.1:port` */
  readonly url: string
  readonly port: number
  readonly file: string
  /** All rows of the store, read by a second connection, the oldest first. */
  rows(): Row[]
}

export type Row = Record<string, unknown> & { readonly payload: string }

/** A collector that listens on a free port, until the test is over. */
export async function running(options: Partial<CollectorOptions> = {}): Promise<Running> {
  const file = options.store ?? join(temporaryFolder(), 'events.db')
  const app = await createCollector({ logLevel: 'silent', ...options, store: file })
  onTestFinished(() => app.close())
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, url, port: Number(new URL(url).port), file, rows: () => rowsOf(file) }
}

export const rowsOf = (file: string): Row[] => read(file, 'SELECT * FROM events ORDER BY id') as Row[]

/** What the store knows of its senders, by name. */
export const sendersOf = (file: string): Record<string, unknown>[] =>
  read(file, 'SELECT * FROM senders ORDER BY sender')

function read(file: string, sql: string): Record<string, unknown>[] {
  const database = new Database(file, { readonly: true })
  try {
    return database.prepare(sql).all() as Record<string, unknown>[]
  } finally {
    database.close()
  }
}
