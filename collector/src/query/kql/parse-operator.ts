import { compileRegex } from '../compile-regex.ts'
import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Column, Expression, Step, Type } from '../tree.ts'
import { bindTyped } from './bind.ts'
import { asText, call, not, predicate } from './calls.ts'
import { createColumnNames } from './column-names.ts'
import { readExpression } from './expressions.ts'
import { readOptions } from './operator-options.ts'
import type { Reader } from './reader.ts'
import type { PipeScope } from './scope.ts'
import { readType } from './types.ts'

interface Part {
  readonly name: string
  readonly type: Type
  readonly isInt: boolean
  /** Which group of the pattern it is. */
  readonly group: number
}

/** What a text of the type looks like; another type may be any text, and is tried. */
const shapes: Partial<Record<Type, string>> = {
  long: '[+-]?\\d+',
  real: '[+-]?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?',
}

const conversions: Partial<Record<Type, FunctionName>> = {
  long: 'toLong',
  real: 'toReal',
  bool: 'toBool',
  datetime: 'toDatetime',
}

/** @param isFilter - rows that do not match are dropped, instead of having nothing in the columns */
export const readParse =
  (isFilter: boolean) =>
  (reader: Reader, scope: PipeScope, at: number): readonly Step[] => {
    const what = isFilter ? 'parse-where' : 'parse'
    const options = readOptions(reader, ['kind', 'flags'])
    const kind = options.get('kind')
    const mode = kind?.text ?? 'simple'
    if (!['simple', 'regex', 'relaxed'].includes(mode) || (isFilter && mode === 'relaxed')) {
      throw queryError(`the kind of ${what} is simple, regex${isFilter ? '' : ' or relaxed'}`, kind!.at)
    }
    const flags = options.get('flags')
    if (flags && (mode !== 'regex' || !/^[isU]+$/.test(flags.text))) {
      throw queryError(`the flags of ${what} are i, s and U, with kind=regex`, flags.at)
    }
    const text = asText(bindTyped(what, readExpression(reader), scope, ['string', 'dynamic']))
    reader.expect('with')
    const { pattern, parts } = readPattern(reader, mode, at, what)
    const value = flags ? `(?${flags.text})${pattern}` : pattern
    const regex: Expression = { kind: 'literal', type: 'string', value }
    const valueIn = ({ type, isInt, group }: Part): Expression => {
      const part = call('extract', 'string', text, regex, {
        kind: 'literal',
        type: 'long',
        value: BigInt(group),
      })
      return type === 'string' ? part : call(isInt ? 'toInt' : conversions[type]!, type, part)
    }
    const matches = predicate('matchesRegex', text, regex)
    const typed = mode === 'relaxed' ? [] : parts.filter(({ type }) => type !== 'string')
    const isWhole = [matches, ...typed.map((part) => not(predicate('isNull', valueIn(part))))].reduce(
      (one, other) => predicate('and', one, other),
    )
    const columns: readonly Column[] = parts.map((part) => {
      const value = valueIn(part)
      return {
        name: part.name,
        value:
          typed.length > 0 && !isFilter ? call('case', part.type, isWhole, value, nothing(part.type)) : value,
      }
    })
    const kept: readonly Column[] = scope.columns.map(({ name, type }) => ({
      name,
      value: { kind: 'field', name, type },
    }))
    const replaced = kept.map((column) => columns.find(({ name }) => name === column.name) ?? column)
    const added = columns.filter(({ name }) => !kept.some((column) => column.name === name))
    return [
      ...(isFilter ? [{ kind: 'where' as const, predicate: isWhole }] : []),
      { kind: 'project', columns: [...replaced, ...added] },
    ]
  }

const nothing = (type: Type): Expression =>
  ({ kind: 'literal', type, value: type === 'string' ? '' : null }) as Expression

const anything = '[\\s\\S]*?'

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** The whole text, from its first character to its last: `*` stands for any of it. */
function readPattern(reader: Reader, mode: string, at: number, what: string) {
  const names = createColumnNames()
  const parts: Part[] = []
  const pieces: string[] = []
  let groups = 0
  let last: 'any' | 'string' | 'other' = 'other'
  for (;;) {
    const token = reader.peek()
    if (reader.skip('*')) {
      if (last !== 'other')
        throw queryError(`* must not stand behind ${last === 'any' ? '*' : 'a string'}`, token.at)
      pieces.push(mode === 'regex' ? '.*?' : anything)
      last = 'any'
    } else if (token.kind === 'literal' && token.literal.type === 'string') {
      reader.take()
      const piece = mode === 'regex' ? token.literal.value : quoted(token.literal.value)
      groups += compileRegex(piece, token.at).groupCount()
      pieces.push(mode === 'regex' ? `(?:${piece})` : piece)
      last = 'other'
    } else if (token.kind === 'name' || reader.isAt('[')) {
      if (last === 'string') throw queryError('a text must stand between two columns', token.at)
      if (last === 'any') throw queryError('a text must stand behind *', token.at)
      const name = reader.readNewColumn()
      const typeAt = reader.peek(1)
      const isInt = reader.isAt(':') && typeAt.kind === 'name' && typeAt.text === 'int'
      const type = reader.skip(':') ? readType(reader) : 'string'
      if (type !== 'string' && !conversions[type]) {
        throw queryError(`${what} to ${type} is not supported`, typeAt.at)
      }
      groups += 1
      parts.push({ name: names.claim(name.text, name.at), type, isInt, group: groups })
      pieces.push(`(${shapeOf(type, mode)})`)
      last = type === 'string' ? 'string' : 'other'
    } else break
  }
  if (parts.length === 0) throw queryError(`${what} needs a column to read`, at)
  return { pattern: `^${pieces.join('')}$`, parts }
}

/**
 * Where the type may be missed, its shape is sought first, then any text. Of an expression a text takes as much as it
 * can, in one line: Microsoft's examples give it so, and as little with a flag alone.
 */
function shapeOf(type: Type, mode: string): string {
  if (mode === 'regex' && type === 'string') return '.*'
  const shape = mode === 'regex' && type === 'datetime' ? time : shapes[type]
  if (shape === undefined) return anything
  return mode === 'relaxed' || shape === time ? `${shape}|${anything}` : shape
}

const time = String.raw`\d[\d/:.T -]*\d(?:Z|[+-]\d\d:\d\d)?`
