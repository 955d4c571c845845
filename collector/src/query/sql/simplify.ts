import type { Call, Expression, Literal } from '../tree.ts'

/** An expression that means the same and that engines find an index for: what changes nothing dissolves. */
export function simplify(expression: Expression): Expression {
  switch (expression.kind) {
    case 'literal':
    case 'field':
    case 'item':
    case 'scalar':
      return expression
    case 'among':
      return { ...expression, value: simplify(expression.value) }
    case 'path': {
      const of = simplify(expression.of)
      return of.kind === 'path'
        ? { ...expression, of: of.of, keys: [...of.keys, ...expression.keys] }
        : { ...expression, of }
    }
    case 'call': {
      const simpler = { ...expression, arguments: flat(expression).map(simplify) }
      return rules.get(simpler.name)?.(simpler) ?? simpler
    }
  }
}

/** `a and (b and c)` in one. */
const flat = (call: Call): readonly Expression[] =>
  call.name === 'and' || call.name === 'or'
    ? call.arguments.flatMap((argument) =>
        argument.kind === 'call' && argument.name === call.name ? flat(argument) : [argument],
      )
    : call.arguments

type Rule = (call: Call) => Expression | undefined

const rules: ReadonlyMap<Call['name'], Rule> = new Map<Call['name'], Rule>([
  ['same', withoutOrNull],
  ['equal', ofText],
  ['notEqual', ofText],
  ['orEmpty', ({ arguments: [text] }) => (isNeverNull(text!) ? text : undefined)],
  [
    'orNull',
    (call) => {
      const [text] = call.arguments
      return isCall(text!, 'orEmpty') || isCall(text!, 'orNull')
        ? { ...call, arguments: text.arguments }
        : undefined
    },
  ],
  [
    'isNull',
    ({ arguments: [text], type }) =>
      isCall(text!, 'orNull') && isNeverNull(text.arguments[0]!)
        ? { kind: 'call', type, name: 'isEmpty', arguments: text.arguments }
        : undefined,
  ],
])

/** The same as a text that is not empty: then it makes no difference what an empty one counts as. */
function withoutOrNull(call: Call): Call | undefined {
  if (!call.arguments.some((argument) => isText(argument) && argument.value !== '')) return undefined
  const bare = call.arguments.map((argument) =>
    isCall(argument, 'orNull') ? argument.arguments[0]! : argument,
  )
  return { ...call, arguments: bare }
}

/** A value that is compared as text, with a text that no other value is written as. */
function ofText(call: Call): Expression | undefined {
  const text = call.arguments.find(isText)
  const written = call.arguments.find((argument) => isCall(argument, 'toString'))
  const value = written?.kind === 'call' ? written.arguments[0]! : undefined
  if (!text || value?.type !== 'dynamic' || !/^[A-Za-z_]/.test(text.value)) return undefined
  if (text.value === 'true' || text.value === 'false') return undefined
  const same: Call = { kind: 'call', type: 'bool', name: 'same', arguments: [value, text] }
  return call.name === 'equal' ? same : { kind: 'call', type: 'bool', name: 'not', arguments: [same] }
}

const isCall = (expression: Expression, name: Call['name']): expression is Call =>
  expression.kind === 'call' && expression.name === name

const isText = (expression: Expression): expression is Literal & { readonly type: 'string' } =>
  expression.kind === 'literal' && expression.type === 'string'

const isNeverNull = (expression: Expression): boolean =>
  expression.kind === 'field' || expression.kind === 'scalar'
    ? expression.type === 'string'
    : isText(expression) || isCall(expression, 'orEmpty') || isCall(expression, 'toString')
