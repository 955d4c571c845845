import { queryError } from '../query-error.ts'
import type { Type } from '../tree.ts'
import type { Reader } from './reader.ts'

const types: Readonly<Record<string, Type>> = {
  string: 'string',
  long: 'long',
  int: 'long',
  real: 'real',
  double: 'real',
  bool: 'bool',
  boolean: 'bool',
  datetime: 'datetime',
  date: 'datetime',
  timespan: 'timespan',
  time: 'timespan',
  dynamic: 'dynamic',
}

/** The name of a type. Whole numbers have one length here. */
export function readType(reader: Reader): Type {
  const token = reader.peek()
  if (token.kind !== 'name') throw reader.unexpected('a type')
  if (!Object.hasOwn(types, token.text)) {
    throw queryError(`there is no type ${token.text}; types are ${Object.keys(types).join(', ')}`, token.at)
  }
  reader.take()
  return types[token.text]!
}

/** `typeof(long)` */
export function readTypeof(reader: Reader): Type {
  reader.expect('typeof')
  reader.expect('(')
  const type = readType(reader)
  reader.expect(')')
  return type
}
