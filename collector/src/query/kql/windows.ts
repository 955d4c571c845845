import { columnsAfter } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Column, Expression, Field, Query, Step, Type, Window } from '../tree.ts'
import { operandsOf } from '../walk.ts'
import { bind, bindTyped, expectCount } from './bind.ts'
import { call, expectType, not, predicate } from './calls.ts'
import type { Scope } from './scope.ts'
import type { CallSyntax, Syntax } from './syntax.ts'
import { isWindow, type WindowFunctionName } from './window-names.ts'

/** Whether the rows of a query are in an order that is kept. */
export function isSerialized(query: Query): boolean {
  const last = query.findLast(({ kind }) => kind === 'sort' || kind in unordered)
  if (last?.kind !== 'from') return last?.kind === 'sort'
  if (last.rows.kind === 'shared') return isSerialized(last.rows.query)
  return last.rows.kind === 'range'
}

const unordered: Partial<Record<Step['kind'], true>> = {
  from: true,
  join: true,
  sample: true,
  summarize: true,
}

type Bind = (call: CallSyntax, scope: Scope, hide: (window: Window) => Field) => Expression

const long = (value: bigint): Expression => ({ kind: 'literal', type: 'long', value })

/** The same for all rows from one for which it is true to the next. */
function readRestart(
  syntax: Syntax | undefined,
  name: string,
  scope: Scope,
  hide: (window: Window) => Field,
) {
  if (!syntax) return {}
  const restart = bindTyped(name, syntax, scope, ['bool'])
  const counted = call('case', 'long', restart, long(1n), long(0n))
  return { per: hide({ type: 'long', name: 'sumSoFar', arguments: [counted] }) }
}

const rowNumber: Bind = ({ name, arguments: [first, restart] }, scope, hide) => {
  const start = first && bindTyped(name, first, scope, ['long'])
  if (start && start.kind !== 'literal') throw queryError('row_number begins with a literal', first.at)
  const field = hide({
    type: 'long',
    name: 'rowNumber',
    arguments: [],
    ...readRestart(restart, name, scope, hide),
  })
  const offset = start?.kind === 'literal' && typeof start.value === 'bigint' ? start.value - 1n : 0n
  return offset === 0n ? field : call('add', 'long', field, long(offset))
}

const neighbor =
  (windowName: 'previous' | 'next'): Bind =>
  ({ name, arguments: [of, offset, other] }, scope, hide) => {
    const value = bind(of!, scope)
    const distance = offset ? bindTyped(name, offset, scope, ['long']) : long(1n)
    if (distance.kind !== 'literal' || distance.value === null || Number(distance.value) < 0) {
      throw queryError(`${name} takes a literal, 0 or more, as its offset`, offset?.at)
    }
    const missing = other
      ? expectType(name, { at: other.at, expression: bind(other, scope) }, [value.type])
      : nothing(value.type)
    if (missing.kind !== 'literal') throw queryError(`${name} takes a literal as its default`, other?.at)
    return hide({ type: value.type, name: windowName, arguments: [value, distance, missing] })
  }

const nothing = (type: Type): Expression =>
  ({ kind: 'literal', type, value: type === 'string' ? '' : null }) as Expression

const sum: Bind = ({ name, arguments: [term, restart] }, scope, hide) => {
  const value = bindTyped(name, term!, scope, ['long', 'real'])
  return hide({
    type: value.type,
    name: 'sumSoFar',
    arguments: [value],
    ...readRestart(restart, name, scope, hide),
  })
}

/** Counted anew with each value that is not the one before. */
const rank: Bind = ({ name, arguments: [term, restart] }, scope, hide) => {
  const value = bindTyped(name, term!, scope, ranked)
  const anew = readRestart(restart, name, scope, hide)
  const number = hide({ type: 'long', name: 'rowNumber', arguments: [], ...anew })
  const before = hide({
    type: value.type,
    name: 'previous',
    arguments: [value, long(1n), nothing(value.type)],
  })
  const isOther = predicate('or', predicate('equal', number, long(1n)), not(predicate('same', value, before)))
  const counted = call('case', 'long', isOther, long(1n), long(0n))
  return hide({ type: 'long', name: 'sumSoFar', arguments: [counted], ...anew })
}

const ranked: readonly Type[] = ['string', 'long', 'bool', 'datetime', 'timespan']

const session: Bind = ({ name, arguments: [of, ...others] }, scope, hide) => {
  const value = bindTyped(name, of!, scope, ['datetime'])
  const spans = others.slice(0, 2).map((syntax) => {
    const span = bindTyped(name, syntax, scope, ['timespan'])
    if (span.kind === 'literal' && span.value !== null) return span
    throw queryError(`${name} takes literals as its distances`, syntax.at)
  })
  const restart = others[2] ? bindTyped(name, others[2], scope, ['bool']) : no
  return hide({ type: 'datetime', name: 'sessionStart', arguments: [value, ...spans, restart] })
}

const no: Expression = { kind: 'literal', type: 'bool', value: false }

const functions: Readonly<
  Record<WindowFunctionName, { readonly least: number; readonly most: number; readonly bind: Bind }>
> = {
  row_number: { least: 0, most: 2, bind: rowNumber },
  row_rank_dense: { least: 1, most: 2, bind: rank },
  row_window_session: { least: 3, most: 4, bind: session },
  prev: { least: 1, most: 3, bind: neighbor('previous') },
  next: { least: 1, most: 3, bind: neighbor('next') },
  row_cumsum: { least: 1, most: 2, bind: sum },
}

/**
 * Reads an operator in which the functions that look at other rows may stand: what they give is computed in steps
 * before it, one for each level of such functions in each other.
 */
export function withWindows<Place extends Scope & { readonly before: Query }>(
  scope: Place,
  read: (scope: Place) => readonly Step[],
): readonly Step[] {
  const levels: Column<Window>[][] = []
  const levelOf = new Map<string, number>()
  const levelIn = (expression: Expression | Window): number =>
    Math.max(
      -1,
      'kind' in expression && expression.kind === 'field' ? (levelOf.get(expression.name) ?? -1) : -1,
      ...operandsOf(expression).map(levelIn),
    )
  const hide = (window: Window): Field => {
    const level = levelIn(window) + 1
    const name = `\u0000w${levelOf.size}`
    levelOf.set(name, level)
    levels[level] = [...(levels[level] ?? []), { name, value: window }]
    return { kind: 'field', name, type: window.type }
  }
  const window = (syntax: CallSyntax): Expression | undefined => {
    if (!isWindow(syntax.name) || !isSerialized(scope.before)) return undefined
    const entry = functions[syntax.name]
    expectCount(syntax.name, syntax.at, syntax.arguments.length, entry)
    return entry.bind(syntax, inner, hide)
  }
  const inner: Place = { ...scope, window }
  const steps = read(inner)
  if (levels.length === 0) return steps
  const all: readonly Step[] = [...levels.map((columns): Step => ({ kind: 'windows', columns })), ...steps]
  const columns = all.reduce(columnsAfter, scope.columns)
  const shown = columns.filter(({ name }) => !levelOf.has(name))
  if (shown.length === columns.length) return all
  return [
    ...all,
    {
      kind: 'project',
      columns: shown.map(({ name, type }) => ({ name, value: { kind: 'field', name, type } })),
    },
  ]
}
