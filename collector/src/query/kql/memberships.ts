import { columnsOf } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Column, Expression, Literal, Query, Type } from '../tree.ts'
import { asText, call, isLiteral, isNullable, not, predicate } from './calls.ts'
import { expectComparable, familyOf, hintFor, jsonTypes } from './comparisons.ts'
import type { Bound } from './scope.ts'

/** @param operator - `in`, `!in`, `in~` or `!in~` */
export function bindIn(operator: string, at: number, value: Bound, given: readonly Bound[]): Expression {
  const list = given.map(flattened)
  const isTextual = operator.endsWith('~')
  const elements = isTextual ? undefined : elementsOf(list)
  if (elements) {
    const isElement = bindElement(operator, value, elements)
    return operator.startsWith('!') ? not(isElement) : isElement
  }
  const members = membersOf(operator, list)
  for (const member of members) {
    if (isLiteral(member.expression) && member.expression.value === null) {
      throw queryError(`${operator} takes no null`, member.at)
    }
    expectComparable(operator, member.at, value, member)
    if (isTextual && member.expression.type !== 'string') {
      throw queryError(`${operator} takes strings`, member.at)
    }
  }
  if (new Set(members.map(({ expression }) => familyOf(expression.type))).size > 1) {
    throw queryError(`${operator} takes a list of one type`, at)
  }
  const expressions = members.map(({ expression }) => expression)
  const isIn = isTextual
    ? predicate('inIgnoringCase', asText(value.expression), ...expressions)
    : inOf(value.expression, expressions)
  return operator.startsWith('!') ? not(isIn) : isIn
}

/** Lists in a list are one with it, as Kusto documents. */
function flattened(bound: Bound): Bound {
  const { expression } = bound
  if (expression.kind !== 'literal' || expression.type !== 'dynamic') return bound
  const list: unknown = JSON.parse(expression.value ?? 'null')
  if (!Array.isArray(list) || !list.some(Array.isArray)) return bound
  return {
    ...bound,
    expression: { ...expression, value: JSON.stringify(list.flat(Number.POSITIVE_INFINITY)) },
  }
}

/** What is in a dynamic value, and in lists in it; of what is no list, that alone. */
const flatElements = (value: Expression): Expression =>
  call(
    'arrayFlat',
    'dynamic',
    call('elements', 'dynamic', value, { kind: 'literal', type: 'string', value: 'bag' }),
  )

/** A dynamic value that stands for the list and cannot be written as one: it is computed, empty, or of several types. */
function elementsOf([list, ...others]: readonly Bound[]): Bound | undefined {
  if (!list || others.length > 0 || list.expression.type !== 'dynamic') return undefined
  if (list.expression.kind !== 'literal') return list
  const parsed: unknown = JSON.parse(list.expression.value ?? 'null')
  if (!Array.isArray(parsed)) return undefined
  const literals = parsed.map(literalOf)
  if (literals.length > 0 && literals.includes(undefined)) return undefined
  const families = new Set(literals.map((each) => familyOf(each!.type)))
  return families.size === 1 ? undefined : list
}

/** Never null; a missing text is the empty one. */
function bindElement(operator: string, { expression: value, at }: Bound, list: Bound): Expression {
  if (value.type === 'datetime' || value.type === 'timespan') {
    throw queryError(
      `${operator} does not look for ${value.type} in a list; write mv-expand, or a query in ( )`,
      at,
    )
  }
  // Engines look a value up among rows, and would go through a list for each row.
  if (list.expression.kind === 'scalar' && value.type !== 'dynamic') {
    return {
      kind: 'among',
      type: 'bool',
      value,
      query: elementsIn(firstOf(list.expression.query), value.type),
    }
  }
  const has = (sought: Expression): Expression =>
    predicate('same', predicate('setHas', flatElements(list.expression), sought), {
      kind: 'literal',
      type: 'bool',
      value: true,
    })
  if (value.type !== 'dynamic') return has(value)
  // JSON's null is in no list, though it may stand in one.
  const isMissing = predicate('isNull', value)
  return predicate(
    'or',
    predicate('and', not(isMissing), has(value)),
    predicate('and', isMissing, has(empty)),
  )
}

/** Its first row: groups of none are one. */
function firstOf(query: Query): Query {
  const last = query.findLast(({ kind }) => kind !== 'project')
  const isOne = last?.kind === 'summarize' && last.by.length === 0
  return isOne ? query : [...query, { kind: 'take', count: 1 }]
}

const empty: Expression = { kind: 'literal', type: 'string', value: '' }

/** Whether the first column of a query's rows has the value. */
export function bindAmong(operator: string, at: number, value: Bound, query: Query): Expression {
  const [first] = columnsOf(query)
  const { name, type } = first!
  if (operator.endsWith('~')) {
    throw queryError(`${operator} takes a list and no query; write in (…) of tolower(…)`, at)
  }
  const isTable = type === 'dynamic' && jsonTypes.includes(value.expression.type)
  if (!isTable && (type === 'dynamic' || familyOf(value.expression.type) !== familyOf(type))) {
    throw queryError(
      `${operator} does not compare ${value.expression.type} and ${type}${hintFor([value.expression.type, type])}`,
      at,
    )
  }
  const column: Column = { name, value: { kind: 'field', name, type } }
  const isAmong: Expression = {
    kind: 'among',
    type: 'bool',
    value: value.expression,
    query: isTable
      ? elementsIn(query, value.expression.type)
      : [...query, { kind: 'project', columns: [column] }],
  }
  return operator.startsWith('!') ? not(isAmong) : isAmong
}

/** What is in lists, and what is none, of the first column as values of that type: others are none of them. */
function elementsIn(query: Query, type: Type): Query {
  const { name } = columnsOf(query)[0]!
  const field: Expression = { kind: 'field', name, type: 'dynamic' }
  const array = flatElements(field)
  const lists: Query = [...query, { kind: 'project', columns: [{ name, value: field }] }]
  if (type !== 'string') return [...lists, { kind: 'expand', columns: [{ name, array, type }] }]
  return [
    ...lists,
    { kind: 'expand', columns: [{ name, array, type: 'dynamic' }] },
    { kind: 'where', predicate: predicate('same', field, asText(field)) },
    { kind: 'project', columns: [{ name, value: asText(field) }] },
  ]
}

function inOf(value: Expression, members: readonly Expression[]): Expression {
  const isIn = predicate('in', value, ...members)
  if (!isNullable(value)) return isIn
  const hasEmpty = members.some((member) => isLiteral(member) && member.value === '')
  if (hasEmpty) return predicate('or', predicate('isNull', value), isIn)
  return predicate('and', not(predicate('isNull', value)), isIn)
}

/** The list, or what is in the dynamic array that stands for it. */
export function membersOf(operator: string, list: readonly Bound[]): readonly Bound[] {
  const [first] = list
  if (list.length === 1 && first?.expression.kind === 'literal' && first.expression.type === 'dynamic') {
    return literalsOf(operator, first.expression.value, first.at).map((expression) => ({
      at: first.at,
      expression,
    }))
  }
  for (const { expression, at } of list) {
    if (expression.type === 'dynamic') {
      throw queryError(`${operator} takes no dynamic in its list; write tostring(…) or one dynamic([…])`, at)
    }
  }
  return list
}

function literalsOf(operator: string, json: string | null, at: number): readonly Literal[] {
  const parsed: unknown = json === null ? null : JSON.parse(json)
  const values = Array.isArray(parsed) ? parsed.map(literalOf) : []
  if (values.length === 0 || values.includes(undefined)) {
    throw queryError(`${operator} takes an array of strings, numbers or booleans`, at)
  }
  return values as readonly Literal[]
}

function literalOf(value: unknown): Literal | undefined {
  if (typeof value === 'string') return { kind: 'literal', type: 'string', value }
  if (typeof value === 'boolean') return { kind: 'literal', type: 'bool', value }
  if (typeof value !== 'number') return undefined
  if (!Number.isInteger(value)) return { kind: 'literal', type: 'real', value }
  return Number.isSafeInteger(value) ? { kind: 'literal', type: 'long', value: BigInt(value) } : undefined
}
