import type { ColumnType } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Query } from '../tree.ts'
import { bind } from './bind.ts'
import { readExpression } from './expressions.ts'
import { createReader, type Reader } from './reader.ts'
import type { FunctionParameter, Names, QueryFunction, Scope } from './scope.ts'
import { isTableAhead } from './source.ts'
import { readType } from './types.ts'

/** `let name = …;`, as often as one likes: a value, a table, or a function. */
export function readStatements(reader: Reader, scope: Scope): Scope {
  const constants = new Map<string, Expression>(scope.constants)
  const tables = new Map<string, Query>(scope.tables)
  const functions = new Map<string, QueryFunction>(scope.functions)
  const here = new Set<string>()
  const inner: Scope = { ...scope, constants, tables, functions }
  while (reader.skip('let')) {
    const name = reader.readNewName()
    if (here.has(name.text)) throw queryError(`there are two lets of ${name.text}`, name.at)
    here.add(name.text)
    reader.expect('=')
    const { at } = reader.peek()
    // What it means must not be changed by what comes behind it.
    const names = { constants: new Map(constants), tables: new Map(tables), functions: new Map(functions) }
    if (isFunctionAhead(reader)) functions.set(name.text, readFunction(reader, names, inner))
    else if (isTableAhead(reader, inner)) tables.set(name.text, scope.readTable(reader, inner))
    else {
      const value = bind(readExpression(reader), inner)
      constants.set(name.text, value)
    }
    if (!reader.isAt(';'))
      throw reader.peek().kind === 'end' ? missing(name.text, at) : reader.unexpected(';')
    reader.take()
  }
  return inner
}

const missing = (name: string, at: number) => queryError(`; is expected behind the let of ${name}`, at)

/** `(x:long) {…}` */
function isFunctionAhead(reader: Reader): boolean {
  const at = reader.isAt('view') ? 1 : 0
  const bracket = reader.peek(at)
  if (bracket.kind !== 'symbol' || bracket.text !== '(') return false
  if (at === 1) return true
  const behind = reader.peek(reader.peekBrackets().length + 2)
  return behind.kind === 'symbol' && behind.text === '{'
}

function readFunction(reader: Reader, names: Names, scope: Scope): QueryFunction {
  reader.skip('view')
  const list = createReader(reader.takeBrackets())
  const parameters = list.peek().kind === 'end' ? [] : list.readList(() => readParameter(list, scope))
  if (list.peek().kind !== 'end') throw list.unexpected(', or )')
  const twice = parameters.find(({ name }, at) => parameters.findIndex((each) => each.name === name) < at)
  if (twice) throw queryError(`there are two parameters ${twice.name}`, reader.peek().at)
  if (!reader.isAt('{')) throw reader.unexpected('{')
  const body = reader.takeBrackets()
  const tables = new Map(scope.tables)
  for (const { name, type } of parameters) {
    if (typeof type === 'object') tables.set(name, [])
    else tables.delete(name)
  }
  return { parameters, body, isTable: isTableBody(body, { ...scope, tables }), names }
}

/** What stands behind its last `let`. */
function isTableBody(body: readonly { readonly kind: string }[], scope: Scope): boolean {
  const tokens = body as Parameters<typeof createReader>[0]
  const reader = createReader(tokens)
  while (reader.isAt('let')) {
    while (!reader.isAt(';') && reader.peek().kind !== 'end') {
      if (reader.isAt('(', '{', '[')) reader.takeBrackets()
      else reader.take()
    }
    reader.skip(';')
  }
  return isTableAhead(reader, scope)
}

function readParameter(reader: Reader, scope: Scope): FunctionParameter {
  const { text: name } = reader.readNewColumn()
  reader.expect(':')
  if (reader.isAt('(')) {
    const columns = createReader(reader.takeBrackets())
    return { name, type: { columns: readColumns(columns) } }
  }
  const type = readType(reader)
  if (!reader.skip('=')) return { name, type }
  return { name, type, usual: bind(readExpression(reader), { ...scope, columns: [] }) }
}

/** `*`, or columns and their types. */
function readColumns(reader: Reader): readonly ColumnType[] {
  if (reader.skip('*')) return []
  return reader.readList(() => {
    const { text: name } = reader.readNewColumn()
    reader.expect(':')
    return { name, type: readType(reader) }
  })
}
