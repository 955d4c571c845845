import { type EventColumn, eventColumns } from '../event-columns.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Field, Item } from '../tree.ts'
import { callOf } from './trees.ts'

const names = Object.keys(eventColumns)

const segment = /(?:^|[./])([^./[\]]+)((?:\[-?\d{1,9}\])*)/y

/**
 * The field that a word names: `EventType`, or what is inside one, `Payload.items[0].price` or `User/Email`, or how many
 * there are, `Payload/items/$count`.
 *
 * @throws QueryError when there is no such field
 */
export function fieldOf(word: string, at: number, variables?: Variables): Expression {
  const field = fieldIfAny(word, at, variables)
  if (field) return field
  const [name = word] = word.split(/[./[]/, 1)
  if (name.startsWith('+')) throw queryError('+ before a field is not supported', at)
  if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) throw queryError(`there is no field ${name}`, at)
  const known = names.find((column) => column.toLowerCase() === name.toLowerCase())
  throw queryError(
    known
      ? `there is no field ${name}; it is written ${known}`
      : `there is no field ${name}; write Payload.${name} for what a payload holds`,
    at,
  )
}

/** Elements of lists that a lambda has a name for. */
export type Variables = ReadonlyMap<string, Item>

/** @returns undefined when no field is called like that */
export function fieldIfAny(word: string, at: number, variables?: Variables): Expression | undefined {
  const [name = ''] = word.split(/[./[]/, 1)
  for (const [variable, item] of variables ?? []) {
    const rest = word.slice(variable.length)
    if (word.startsWith(variable) && /^(?:$|[./[])/.test(rest)) return inside(item, `t${rest}`, at)
  }
  if (!Object.hasOwn(eventColumns, name)) return undefined
  const type = eventColumns[name as EventColumn]
  const field: Field = { kind: 'field', name, type }
  if (name === word) return field
  if (type !== 'dynamic') throw queryError(`${name} holds a ${wording[type]}; nothing is inside it`, at)
  return inside(field, word, at)
}

/** What a word says of what its first name stands for. */
function inside(of: Field | Item, word: string, at: number): Expression {
  if (word.endsWith('/$count')) {
    return callOf('long', 'arrayLength', inside(of, word.slice(0, -'/$count'.length), at))
  }
  const keys = keysOf(word, at).slice(1)
  return keys.length === 0 ? of : { kind: 'path', type: 'dynamic', of, keys }
}

const wording = { string: 'text', datetime: 'time' } as const

function keysOf(word: string, at: number): readonly (string | number)[] {
  expectNoCast(word, at)
  const keys: (string | number)[] = []
  const pattern = new RegExp(segment)
  while (pattern.lastIndex < word.length) {
    const from = pattern.lastIndex
    const found = pattern.exec(word)
    if (!found)
      throw queryError(`the path ${word} cannot be read; write it as Payload.items[0].name`, at + from)
    expectKey(found[1]!, at + from)
    keys.push(found[1]!, ...Array.from(found[2]!.matchAll(/-?\d+/g), ([index]) => Number(index)))
  }
  return keys
}

/** Names with a dot between slashes are types in OData, as in `Payload/Shop.Order/total`. */
function expectNoCast(word: string, at: number): void {
  const cast = /\/([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+)(?=\/|$)/u.exec(word)
  if (!cast) return
  throw queryError(
    `${cast[1]} is a type cast in OData, which is not supported; separate the parts of a path by / alone`,
    at + cast.index + 1,
  )
}

/** What begins with `$` is OData's own, and behind `@` are annotations. */
function expectKey(key: string, at: number): void {
  if (key.startsWith('$')) {
    throw queryError(`${key} is not supported here; a key of that name is asked for in KQL`, at + 1)
  }
  if (key.includes('@')) {
    throw queryError(`${key} is an annotation in OData; a key of that name is asked for in KQL`, at + 1)
  }
}

/** A field so that a missing text is null, as OData has it. */
export const withNull = (expression: Expression): Expression =>
  expression.kind === 'field' && expression.type === 'string'
    ? { kind: 'call', type: 'string', name: 'orNull', arguments: [expression] }
    : expression
