import type { Table } from '../table.ts'

/** What the relay knows of a shard, which outlives it. */
export const relayTables: readonly Table[] = [
  {
    name: 'relay_claims_local',
    columns: { epoch: 'UInt64', holder: 'String', at: 'Int64' },
    engine: 'ReplacingMergeTree',
    version: 'at',
    order: '(epoch, holder)',
  },
  {
    name: 'relay_cursors_local',
    columns: { target: 'String', cursor: 'UInt128', version: 'UInt64' },
    engine: 'ReplacingMergeTree',
    version: 'version',
    order: 'target',
  },
  {
    name: 'relay_refused_local',
    columns: {
      target: 'String',
      key: 'String',
      event: 'UInt128',
      reason: 'String',
      refused: 'Int64',
      state: 'UInt8',
      version: 'UInt64',
    },
    engine: 'ReplacingMergeTree',
    version: 'version',
    order: '(target, key)',
  },
  // Events that were stored later than their ids say.
  {
    name: 'relay_late_local',
    columns: { key: 'String', id: 'UInt128' },
    engine: 'ReplacingMergeTree',
    order: 'id',
  },
]
