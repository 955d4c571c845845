import { extname } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type ExportFormat, exportFormats, isExportFormat } from '../export/export-format.ts'
import type { ExportEventsOptions } from '../export-events.ts'
import { isScope, scopeRule } from '../model/scope.ts'
import { ticksOf } from '../model/ticks.ts'
import { list } from './flag-values.ts'
import { storeFlag } from './flags.ts'
import { storePassword } from './read-flags.ts'

interface ExportFlags {
  readonly store: string
  readonly format?: ExportFormat
  readonly from?: bigint
  readonly to?: bigint
  readonly type?: readonly string[]
  readonly scope?: readonly string[]
  readonly filter?: string
  readonly output?: string
}

/** Adds the command `export`. */
export function addExport(program: Command, asked: (options: ExportEventsOptions) => void): void {
  program
    .command('export')
    .description('writes events of the store to standard output or a file, also while a collector has it')
    .addOption(storeFlag())
    .addOption(
      new Option('--format <name>', 'how (default: as the output’s name says, or ndjson)').choices(
        Object.keys(exportFormats),
      ),
    )
    .addOption(new Option('--from <time>', 'EventTime of the first, such as 2026-11-26').argParser(time))
    .addOption(
      new Option('--to <time>', 'EventTime before which they end, such as 2026-11-27').argParser(time),
    )
    .addOption(new Option('--type <types>', 'of these types alone, such as shop/buy').argParser(list(String)))
    .addOption(new Option('--scope <scopes>', 'of these scopes alone').argParser(list(scope)))
    .addOption(new Option('--filter <filter>', 'those for which this holds, as OData’s $filter'))
    .addOption(new Option('--output <file>', 'where; the file is there once it is whole'))
    .action(({ store, format, output, from, to, type: types, scope: scopes, filter }: ExportFlags) => {
      asked({
        store,
        storePassword: storePassword(),
        output,
        format: format ?? formatOf(output),
        selection: { from, to, types, scopes, filter },
      })
    })
}

function formatOf(output = ''): ExportFormat {
  const name = extname(output).slice(1).toLowerCase()
  return isExportFormat(name) ? name : 'ndjson'
}

function time(text: string): bigint {
  const ticks = ticksOf(text)
  if (ticks !== undefined) return ticks
  throw new InvalidArgumentError('It must be a time in UTC, such as 2026-11-26 or 2026-11-26T08:00:00Z.')
}

function scope(text: string): string {
  if (!isScope(text)) throw new InvalidArgumentError(`It is no scope: ${scopeRule}.`)
  return text
}
