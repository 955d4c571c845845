import { columnsOf } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Literal, Query, Type } from '../tree.ts'
import { aggregateNames, isAggregate } from './aggregates.ts'
import { apart } from './apart.ts'
import { call, expectType } from './calls.ts'
import { readExpression } from './expressions.ts'
import { writeInstead } from './habits.ts'
import { bindAmong } from './memberships.ts'
import { noColumn } from './no-column.ts'
import { realLiteral } from './operands.ts'
import { operations } from './operations.ts'
import { listWords } from './operator-words.ts'
import { partsOf } from './parts.ts'
import { callTable, callValue, tableNamed } from './query-functions.ts'
import { createReader } from './reader.ts'
import { refusedFunctions } from './refused-functions.ts'
import { scalarFunctions } from './scalar-functions.ts'
import type { Bound, Scope } from './scope.ts'
import type { CallSyntax, NameSyntax, OperationSyntax, PathSyntax, Syntax, TableSyntax } from './syntax.ts'
import { isWindow } from './window-names.ts'

/** What an expression means where these names are known. */
export function bind(syntax: Syntax, scope: Scope): Expression {
  switch (syntax.kind) {
    case 'literal':
      return finite(syntax.literal)
    case 'name':
      return bindName(syntax, scope)
    case 'path':
      return bindPath(syntax, scope)
    case 'call':
      return scope.aggregate?.(syntax) ?? scope.window?.(syntax) ?? bindCall(syntax, scope)
    case 'operation':
      return bindOperation(syntax, scope)
    case 'star':
      throw queryError('* stands only in arg_max, arg_min and distinct', syntax.at)
    case 'table':
      throw queryError('a query stands only in toscalar(…) and behind in', syntax.at)
  }
}

/** What is infinite or no number is the quotient that gives it: engines have no one literal for it. */
function finite(literal: Literal): Expression {
  if (literal.type !== 'real' || literal.value === null || Number.isFinite(literal.value)) return literal
  const dividend = Number.isNaN(literal.value) ? 0 : Math.sign(literal.value)
  return call('divide', 'real', realLiteral(dividend), realLiteral(0))
}

export const bindTyped = (what: string, syntax: Syntax, scope: Scope, types: readonly Type[]): Expression =>
  expectType(what, bound(syntax, scope), types)

const bound = (syntax: Syntax, scope: Scope): Bound => ({ at: syntax.at, expression: bind(syntax, scope) })

function bindName({ name, at }: NameSyntax, { columns, constants, aggregate, ofRow }: Scope): Expression {
  const column = columns.find((each) => each.name === name)
  const constant = constants.get(name)
  if (constant && ofRow?.has(name)) {
    throw queryError(`${name} is computed of a row, which a query in it does not know`, at)
  }
  if (column && constant) {
    throw queryError(`${name} is both a column and a let; give the let another name`, at)
  }
  if (column) return { kind: 'field', ...column }
  if (constant) return constant
  if (aggregate) throw queryError(`${name} must stand in an aggregate, or behind by`, at)
  throw noColumn(name, columns, at)
}

function bindPath({ of, keys, at }: PathSyntax, scope: Scope): Expression {
  const base = bind(of, scope)
  if (base.type !== 'dynamic') throw queryError(`only a dynamic value has parts, not ${base.type}`, at)
  if (of.kind === 'call' && isAggregate(of.name)) {
    throw queryError('parts of an aggregate are not supported; ask for them behind summarize', at)
  }
  if (base.kind === 'call' && base.name === 'arraySort') {
    throw queryError(
      'parts of a sorted array are not supported; give it a name by extend, and ask for them behind it',
      at,
    )
  }
  return partsOf(
    base,
    keys.map((key) => (typeof key === 'string' ? key : bound(key, scope))),
    at,
  )
}

function bindCall(syntax: CallSyntax, scope: Scope): Expression {
  const { name, at, arguments: list } = syntax
  if (name === 'toscalar') return bindScalar(syntax, scope)
  const own = scope.functions.get(name)
  if (own)
    return callValue(
      name,
      list.map((operand) => bound(operand, scope)),
      at,
      scope,
    )
  if (isWindow(name)) {
    throw queryError(`${name} needs rows in an order: write sort by … or serialize before it`, at)
  }
  const entry = scalarFunctions.get(name)
  if (!entry) {
    if (isAggregate(name)) throw queryError(`${name} is an aggregate; it must stand in summarize`, at)
    const reason = refusedFunctions.get(name)
    if (reason !== undefined) throw queryError(`${name} is not supported; ${reason}`, at)
    const hint = scope.aggregate ? `; aggregates are ${aggregateNames.join(', ')}` : ''
    throw queryError(
      `${name} is not supported${writeInstead(name)}; functions are ${[...scalarFunctions.keys()].join(', ')}${hint}`,
      at,
    )
  }
  expectCount(name, at, list.length, entry)
  const operands = list.map((operand) => bound(operand, scope))
  return entry.bind(name, operands, scope)
}

/** Refuses too few or too many arguments. */
export function expectCount(
  name: string,
  at: number,
  count: number,
  { least, most }: { readonly least: number; readonly most: number },
): void {
  if (count >= least && count <= most) return
  const range =
    least === most
      ? `${least}`
      : most === Number.POSITIVE_INFINITY
        ? `at least ${least}`
        : `${least} to ${most}`
  const hint = most === 0 ? `; write ${name}()` : ''
  throw queryError(`${name} takes ${range} argument${range === '1' ? '' : 's'}, not ${count}${hint}`, at)
}

/** The first value of the first row, or a value that is known already. */
function bindScalar({ arguments: [table] }: CallSyntax, scope: Scope): Expression {
  const { tokens } = table as TableSyntax
  const reader = createReader(tokens)
  const first = reader.peek()
  if (first.kind === 'literal' || (first.kind === 'name' && scope.constants.has(first.text))) {
    const value = bind(readExpression(reader), apart(scope))
    if (reader.peek().kind !== 'end') throw reader.unexpected(')')
    return value
  }
  const query = readTableOf(table as TableSyntax, scope)
  return { kind: 'scalar', type: columnsOf(query)[0]!.type, query }
}

function readTableOf({ tokens, at }: TableSyntax, scope: Scope): Query {
  scope.spend('tables', 1, at)
  const reader = createReader(tokens)
  const query = scope.readTable(reader, scope)
  if (reader.peek().kind !== 'end') throw reader.unexpected('| or )')
  return query
}

/** A table that stands for the list of an `in`: in brackets, or by its name. */
function tableIn(syntax: Syntax, scope: Scope): Query | undefined {
  if (syntax.kind === 'table') return readTableOf(syntax, scope)
  if (syntax.kind === 'call' && scope.functions.get(syntax.name)?.isTable) {
    return callTable(
      syntax.name,
      syntax.arguments.map((operand) => bound(operand, apart(scope))),
      syntax.at,
      scope,
    )
  }
  if (syntax.kind !== 'name') return undefined
  const isOther = scope.columns.some(({ name }) => name === syntax.name) || scope.constants.has(syntax.name)
  return isOther ? undefined : tableNamed(syntax.name, scope)
}

function bindOperation({ operator, operands, at }: OperationSyntax, scope: Scope): Expression {
  const bindOperands = operations.get(operator)
  if (!bindOperands) throw queryError(`${operator} is not supported`, at)
  const [value, list] = operands
  const table = listWords.includes(operator) && operands.length === 2 ? tableIn(list!, scope) : undefined
  if (table) return bindAmong(operator, at, bound(value!, scope), table)
  return bindOperands(
    operator,
    at,
    operands.map((operand) => bound(operand, scope)),
  )
}
