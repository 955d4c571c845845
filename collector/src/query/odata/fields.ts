import { type EventColumn, eventColumns } from '../event-columns.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Field, Path } from '../tree.ts'

const names = Object.keys(eventColumns)

const segment = /(?:^|[./])([^./[\]]+)((?:\[-?\d{1,9}\])*)/y

/**
 * The field that a word names: `EventType`, or what is inside one, `Payload.items[0].price` or `User/Email`.
 *
 * @throws QueryError when there is no such field
 */
export function fieldOf(word: string, at: number): Field | Path {
  const field = fieldIfAny(word, at)
  if (field) return field
  const [name = word] = word.split(/[./[]/, 1)
  const known = names.find((column) => column.toLowerCase() === name.toLowerCase())
  throw queryError(
    known
      ? `there is no field ${name}; it is written ${known}`
      : `there is no field ${name}; write Payload.${name} for what a payload holds`,
    at,
  )
}

/** @returns undefined when no field is called like that */
export function fieldIfAny(word: string, at: number): Field | Path | undefined {
  const [name = ''] = word.split(/[./[]/, 1)
  if (!Object.hasOwn(eventColumns, name)) return undefined
  const type = eventColumns[name as EventColumn]
  const field: Field = { kind: 'field', name, type }
  if (name === word) return field
  if (type !== 'dynamic') throw queryError(`${name} holds a ${wording[type]}; nothing is inside it`, at)
  return { kind: 'path', type: 'dynamic', of: field, keys: keysOf(word, at).slice(1) }
}

const wording = { string: 'text', datetime: 'time' } as const

function keysOf(word: string, at: number): readonly (string | number)[] {
  const keys: (string | number)[] = []
  const pattern = new RegExp(segment)
  while (pattern.lastIndex < word.length) {
    const from = pattern.lastIndex
    const found = pattern.exec(word)
    if (!found)
      throw queryError(`the path ${word} cannot be read; write it as Payload.items[0].name`, at + from)
    keys.push(found[1]!, ...Array.from(found[2]!.matchAll(/-?\d+/g), ([index]) => Number(index)))
  }
  return keys
}

/** A field so that a missing text is null, as OData has it. */
export const withNull = (expression: Expression): Expression =>
  expression.kind === 'field' && expression.type === 'string'
    ? { kind: 'call', type: 'string', name: 'orNull', arguments: [expression] }
    : expression
