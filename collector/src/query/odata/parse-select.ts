import { sourceColumns } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Step } from '../tree.ts'
import { fieldOf } from './fields.ts'
import { openReader } from './reader.ts'

/** The fields of an answer, in the order in which they are named; `*` is all of them. */
export function parseSelect(text: string): Step {
  const reader = openReader(text)
  const names: string[] = []
  do {
    const { kind, text: name, at } = reader.peek()
    if (kind !== 'word') return reader.expected('a field')
    reader.next()
    const isAll = name === '*'
    if (!isAll && fieldOf(name, at).kind !== 'field') {
      throw queryError(`${name}: fields are selected whole; what is in a payload is asked for in KQL`, at)
    }
    for (const each of isAll ? sourceColumns.map((column) => column.name) : [name]) {
      if (!names.includes(each)) names.push(each)
    }
  } while (reader.takes(','))
  if (reader.peek().kind !== 'end') reader.expected('a comma or the end')
  return {
    kind: 'project',
    columns: names.map((name) => {
      const { type } = sourceColumns.find((column) => column.name === name)!
      return { name, value: { kind: 'field', name, type } }
    }),
  }
}
