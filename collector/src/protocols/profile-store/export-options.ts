import { type ExportFormat, exportFormats, isExportFormat } from '../../export/export-format.ts'
import { httpError } from '../../http/http-error.ts'
import { parametersIn } from '../../http/query-string.ts'
import { isScope, scopeRule } from '../../model/scope.ts'
import { ticksOf } from '../../model/ticks.ts'
import type { Selection } from '../../store/selection.ts'
import { queryRefusal } from './errors.ts'

/** What an export is asked for. */
export interface ExportOptions {
  readonly format: ExportFormat
  readonly scope: string | undefined
  readonly selection: Selection
}

const known = ['format', 'from', 'to', 'type', 'scope', '$filter'] as const

/**
 * Reads the query string of an export. `type` may be there several times.
 *
 * @param accept - the header, by which the format is chosen where the address does not say it
 * @throws a httpError that names the option
 */
export function exportOptions(query: string, accept: string | undefined): ExportOptions {
  const given = new Map<string, string[]>()
  for (const [name, text] of parametersIn(query)) {
    const option = known.find((each) => each === name.toLowerCase())
    if (option === undefined)
      throw queryRefusal(`${name} is not supported; options are ${known.join(', ')}`, name)
    if (option !== 'type' && given.has(option)) throw queryRefusal(`${option} is there twice`, option)
    given.set(option, [...(given.get(option) ?? []), text])
  }
  const one = (name: (typeof known)[number]) => given.get(name)?.[0] || undefined
  const time = (name: 'from' | 'to') => {
    const text = one(name)
    const ticks = text === undefined ? undefined : ticksOf(text)
    if (text !== undefined && ticks === undefined)
      throw queryRefusal(`${name} must be a time, such as 2026-11-26 or 2026-11-26T08:00:00Z`, name)
    return ticks
  }
  const scope = one('scope')
  if (scope !== undefined && !isScope(scope)) throw queryRefusal(scopeRule, 'scope')
  return {
    format: formatOf(one('format'), accept),
    scope,
    selection: { from: time('from'), to: time('to'), types: given.get('type'), filter: one('$filter') },
  }
}

const names = Object.keys(exportFormats)

function formatOf(name: string | undefined, accept = '*/*'): ExportFormat {
  if (name !== undefined) {
    if (isExportFormat(name)) return name
    throw queryRefusal(`format must be one of ${names.join(', ')}`, 'format')
  }
  for (const type of accept.split(',').map((each) => each.split(';', 1)[0]!.trim().toLowerCase())) {
    const found = Object.entries(exportFormats).find(
      ([, { mediaType, aliases }]) =>
        mediaType.split(';', 1)[0] === type || (aliases as readonly string[]).includes(type),
    )
    if (found !== undefined) return found[0] as ExportFormat
    if (type === '*/*' || type === 'application/*' || type === '') return 'ndjson'
  }
  const types = Object.values(exportFormats).map(({ mediaType }) => mediaType.split(';', 1)[0])
  throw httpError(406, `an export is one of ${types.join(', ')}`)
}
