import { queryError } from '../query-error.ts'
import type { Expand, Step, Type } from '../tree.ts'
import { bindTyped } from './bind.ts'
import { call } from './calls.ts'
import { createColumnNames, nameOf } from './column-names.ts'
import { readNamed } from './expressions.ts'
import { readOptions } from './operator-options.ts'
import type { Reader } from './reader.ts'
import type { PipeScope } from './scope.ts'
import { readTypeof } from './types.ts'

/** Elements that JSON has no type of its own for, and that are written in no one way. */
const refused: readonly Type[] = ['timespan']

/** @param usual - how many rows each gives at most where nothing is said */
export const readExpand =
  (usual: number | undefined) =>
  (reader: Reader, scope: PipeScope): readonly Step[] => [readExpansion('mv-expand', reader, scope, usual)]

/** @param what - reads it, for the error */
export function readExpansion(
  what: string,
  reader: Reader,
  scope: PipeScope,
  usual: number | undefined,
): Expand {
  const options = readOptions(reader, ['kind', 'bagexpansion', 'with_itemindex'])
  const form = options.get('kind') ?? options.get('bagexpansion')
  if (form && form.text !== 'bag' && form.text !== 'array') {
    throw queryError(`the kind of ${what} is bag or array`, form.at)
  }
  const names = createColumnNames((name) => scope.columns.some((each) => each.name === name))
  const columns: Expand['columns'] = reader.readList(() => {
    const { at, name, value } = readNamed(reader)
    const expression = bindTyped(what, value, scope, ['dynamic'])
    const { at: typeAt } = reader.peek()
    const type = reader.skip('to') ? readTypeof(reader) : 'dynamic'
    if (refused.includes(type)) throw queryError(`${what} to typeof(${type}) is not supported`, typeAt)
    const made = name === undefined ? names.invent(nameOf(value), at) : names.claim(name, at)
    const mode = { kind: 'literal', type: 'string', value: form?.text ?? 'bag' } as const
    return { name: made, array: call('elements', 'dynamic', expression, mode), type }
  })
  const limit = reader.skip('limit') ? readLimit(reader) : usual
  const index = options.get('with_itemindex')
  if (index && [...scope.columns, ...columns].some(({ name }) => name === index.text)) {
    throw queryError(`there are two columns ${index.text}`, index.at)
  }
  return {
    kind: 'expand',
    columns,
    ...(index && { index: index.text }),
    ...(limit !== undefined && { limit }),
  }
}

function readLimit(reader: Reader): number {
  const token = reader.take()
  const value =
    token.kind === 'literal' && token.literal.type === 'long' ? Number(token.literal.value ?? -1) : -1
  if (value < 0 || value > 0x7fff_ffff) throw queryError('limit must be followed by a whole number', token.at)
  return value
}
