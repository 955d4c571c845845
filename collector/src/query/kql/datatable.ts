import { queryError } from '../query-error.ts'
import type { Literal, Rows } from '../tree.ts'
import { bind } from './bind.ts'
import { createColumnNames } from './column-names.ts'
import { readExpression } from './expressions.ts'
import { limits } from './limits.ts'
import { createReader, type Reader } from './reader.ts'
import type { Scope } from './scope.ts'
import { readType } from './types.ts'

/** `(name:type, …)[value, …]`: values fill one row after the other. */
export function readDatatable(reader: Reader, scope: Scope): Rows {
  reader.expect('(')
  const names = createColumnNames()
  const columns = reader.readList(() => {
    const name = reader.readNewColumn()
    reader.expect(':')
    return { name: names.claim(name.text, name.at), type: readType(reader) }
  })
  reader.expect(')')
  if (!reader.isAt('[')) throw reader.unexpected('[')
  const { at } = reader.peek()
  const list = createReader(reader.takeBrackets())
  const values: Literal[] = []
  while (list.peek().kind !== 'end') {
    const column = columns[values.length % columns.length]!
    values.push(readCell(list, column.type, scope))
    if (values.length > limits.values) throw queryError(`a datatable has at most ${limits.values} values`, at)
    if (!list.skip(',')) break
  }
  if (list.peek().kind !== 'end') throw list.unexpected(', or ]')
  if (values.length % columns.length !== 0) {
    throw queryError(`the values of a datatable must fill its rows of ${columns.length}`, at)
  }
  const rows = Array.from({ length: values.length / columns.length }, (_, row) =>
    values.slice(row * columns.length, (row + 1) * columns.length),
  )
  return { kind: 'values', columns, rows }
}

function readCell(reader: Reader, type: Literal['type'], scope: Scope): Literal {
  const syntax = readExpression(reader)
  const value = bind(syntax, { ...scope, columns: [] })
  const literal = value.kind === 'literal' ? cellOf(value, type) : undefined
  if (literal) return literal
  throw queryError(`a value of type ${type} is expected here, as a literal`, syntax.at)
}

/** A literal as a value of another type, where they mean the same. */
function cellOf(literal: Literal, type: Literal['type']): Literal | undefined {
  if (literal.type === type) return literal
  if (literal.value === null) return { kind: 'literal', type, value: null } as Literal
  if (type === 'real' && literal.type === 'long')
    return { kind: 'literal', type, value: Number(literal.value) }
  if (type !== 'dynamic') return undefined
  if (literal.type === 'long') return { kind: 'literal', type, value: String(literal.value) }
  const isPlain = literal.type === 'string' || literal.type === 'real' || literal.type === 'bool'
  return isPlain ? { kind: 'literal', type, value: JSON.stringify(literal.value) } : undefined
}
