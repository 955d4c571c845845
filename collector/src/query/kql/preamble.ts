import { queryError } from '../query-error.ts'
import type { Expression } from '../tree.ts'
import { bind } from './bind.ts'
import { readExpression } from './expressions.ts'
import { createReader, type Reader } from './reader.ts'
import type { Scope } from './scope.ts'
import { readType } from './types.ts'

/** What says how Kusto goes about a query, and makes no difference to its rows. */
const settings: readonly string[] = [
  ...['notruncation', 'norequesttimeout', 'servertimeout', 'query_datascope', 'best_effort', 'querytrace'],
  ...['query_results_cache_max_age', 'query_results_cache_per_shard', 'maxmemoryconsumptionperiterator'],
]

/** `set name;` and `declare query_parameters(name:type = value);`, which stand before all else. */
export function readPreamble(reader: Reader, scope: Scope): Scope {
  const constants = new Map<string, Expression>(scope.constants)
  for (;;) {
    if (reader.skip('set')) readSetting(reader)
    else if (reader.skip('declare')) {
      reader.expect('query_parameters')
      readParameters(reader, scope, constants)
    } else return { ...scope, constants }
    if (!reader.skip(';')) throw reader.unexpected(';')
  }
}

function readSetting(reader: Reader): void {
  const { text, at } = reader.readName('a name')
  if (!settings.includes(text)) {
    throw queryError(
      `set ${text} is not supported; what makes no difference to rows is: ${settings.join(', ')}`,
      at,
    )
  }
  if (reader.skip('=')) readExpression(reader)
}

/** Those who ask here send no values: each is what it is where nobody says it. */
function readParameters(reader: Reader, scope: Scope, constants: Map<string, Expression>): void {
  if (!reader.isAt('(')) throw reader.unexpected('(')
  const list = createReader(reader.takeBrackets())
  list.readList(() => {
    const { text, at } = list.readNewName()
    list.expect(':')
    const type = readType(list)
    if (!list.skip('=')) throw queryError(`${text} has no value; write ${text}:${type} = …`, at)
    const value = bind(readExpression(list), { ...scope, columns: [] })
    if (value.type !== type) throw queryError(`${text} takes ${type}, not ${value.type}`, at)
    constants.set(text, value)
  })
  if (list.peek().kind !== 'end') throw list.unexpected(', or )')
}
