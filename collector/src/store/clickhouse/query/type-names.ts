import type { Type } from '../../../query/tree.ts'

/** What the engine calls the types of the tree; a dynamic value is JSON text. */
export const typeNames: Readonly<Record<Type, string>> = {
  string: 'String',
  long: 'Int64',
  real: 'Float64',
  bool: 'Bool',
  datetime: 'Int64',
  timespan: 'Int64',
  dynamic: 'String',
}
