import type { ExportFormat } from '../../export/export-format.ts'
import type { Exported } from '../exported.ts'
import type { Selection } from '../selection.ts'
import type { Cluster } from './cluster.ts'

export function openExports(_cluster: Cluster) {
  return {
    start: async (
      _selection: Selection,
      _format: ExportFormat,
      _signal?: AbortSignal,
    ): Promise<Exported> => ({ kind: 'failed', message: 'not yet' }),
  }
}
