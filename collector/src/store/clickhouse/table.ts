import type { ClickhouseAddress } from './address.ts'

/** A table that each server has for itself, or for its shard together with the other replicas. */
export interface Table {
  readonly name: string
  readonly columns: Readonly<Record<string, string>>
  readonly indexes?: readonly string[]
  readonly engine: string
  readonly version?: string
  readonly partition?: string
  readonly order: string
}

export const createTable = (table: Table, { database, isReplicated }: ClickhouseAddress): string => {
  const columns = Object.entries(table.columns).map(([name, type]) => `${name} ${type}`)
  const place = `'/clickhouse/tables/${database}/{shard}/${table.name}', '{replica}'`
  const values = [...(isReplicated ? [place] : []), ...(table.version ? [table.version] : [])]
  return `CREATE TABLE IF NOT EXISTS ${table.name} (${[...columns, ...(table.indexes ?? [])].join(', ')})
    ENGINE = ${isReplicated ? 'Replicated' : ''}${table.engine}(${values.join(', ')})
    ${table.partition ? `PARTITION BY ${table.partition}` : ''} ORDER BY ${table.order}`
}
