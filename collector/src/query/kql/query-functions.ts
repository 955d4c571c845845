import { columnsOf } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Query } from '../tree.ts'
import { createReader } from './reader.ts'
import type { Bound, FunctionParameter, Names, QueryFunction, Scope } from './scope.ts'

/** The rows of a table that has a name; the same object of it each time, so that it may be computed once. */
export function tableNamed(name: string, { tables }: Names): Query | undefined {
  const query = tables.get(name)
  if (query) return [{ kind: 'from', rows: { kind: 'shared', query } }]
  return name === 'Events' ? [] : undefined
}

export type Argument = Bound | { readonly at: number; readonly query: Query }

/** What a function of the query's own gives for these arguments. */
export function callValue(name: string, list: readonly Bound[], at: number, scope: Scope): Expression {
  const own = scope.functions.get(name)!
  if (own.isTable) throw queryError(`${name} gives a table; a value is expected here`, at)
  return scope.readBody.value(createReader(own.body), inside(name, own, list, at, scope))
}

export function callTable(name: string, list: readonly Argument[], at: number, scope: Scope): Query {
  const own = scope.functions.get(name)!
  if (!own.isTable) throw queryError(`${name} gives a value; a table is expected here`, at)
  return scope.readBody.table(createReader(own.body), inside(name, own, list, at, scope))
}

/** What the names of its body mean: what they meant where it stands, and its parameters. */
function inside(
  name: string,
  { parameters, body, names }: QueryFunction,
  list: readonly Argument[],
  at: number,
  scope: Scope,
): Scope {
  scope.spend('calls', body.length, at)
  const least = parameters.filter(({ usual }) => usual === undefined).length
  if (list.length < least || list.length > parameters.length) {
    const range = least === parameters.length ? `${least}` : `${least} to ${parameters.length}`
    throw queryError(`${name} takes ${range} argument${range === '1' ? '' : 's'}, not ${list.length}`, at)
  }
  const constants = new Map(names.constants)
  const tables = new Map(names.tables)
  for (const [index, parameter] of parameters.entries()) {
    const argument = list[index]
    if (typeof parameter.type === 'object') {
      tables.set(parameter.name, tableFor(parameter, argument, at))
    } else constants.set(parameter.name, valueFor(parameter, argument, at))
  }
  const { aggregate: _, window: __, ...rest } = scope
  return { ...rest, ...names, constants, tables, columns: [] }
}

function valueFor({ name, type, usual }: FunctionParameter, argument: Argument | undefined, at: number) {
  if (!argument) return usual!
  if (!('expression' in argument)) throw queryError(`${name} takes a value, not a table`, argument.at)
  const { expression } = argument
  if (expression.type === type) return expression
  if (type === 'real' && expression.type === 'long') {
    return expression.kind === 'literal'
      ? ({
          kind: 'literal',
          type,
          value: expression.value === null ? null : Number(expression.value),
        } as const)
      : ({ kind: 'call', type, name: 'toReal', arguments: [expression] } as const)
  }
  throw queryError(`${name} takes ${type}, not ${expression.type}`, argument.at ?? at)
}

function tableFor({ name, type }: FunctionParameter, argument: Argument | undefined, at: number): Query {
  if (!argument || !('query' in argument)) throw queryError(`${name} takes a table`, argument?.at ?? at)
  const columns = columnsOf(argument.query)
  const wanted = typeof type === 'object' ? type.columns : []
  const missing = wanted.find(
    (column) => !columns.some((each) => each.name === column.name && each.type === column.type),
  )
  if (missing) {
    throw queryError(`${name} needs a column ${missing.name} of type ${missing.type}`, argument.at)
  }
  return argument.query
}
