import type { Literal, Step, Type } from '../tree.ts'
import { longLiteral, textLiteral } from './operands.ts'
import type { Reader } from './reader.ts'
import type { PipeScope } from './scope.ts'

/** What .NET calls them, which Kusto names beside its own names. */
const dotNetTypes: Readonly<Record<Type, string>> = {
  string: 'System.String',
  long: 'System.Int64',
  real: 'System.Double',
  bool: 'System.SByte',
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  dynamic: 'System.Object',
}

/** A row of each column. */
export function readGetSchema(_: Reader, { columns }: PipeScope): readonly Step[] {
  const rows = columns.map(({ name, type }, at): readonly Literal[] => [
    textLiteral(name),
    longLiteral(BigInt(at)),
    textLiteral(dotNetTypes[type]),
    textLiteral(type),
  ])
  return [
    {
      kind: 'from',
      rows: {
        kind: 'values',
        columns: [
          { name: 'ColumnName', type: 'string' },
          { name: 'ColumnOrdinal', type: 'long' },
          { name: 'DataType', type: 'string' },
          { name: 'ColumnType', type: 'string' },
        ],
        rows,
      },
    },
  ]
}
