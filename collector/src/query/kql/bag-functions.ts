import { queryError } from '../query-error.ts'
import type { Expression, Literal } from '../tree.ts'
import { call, expectType } from './calls.ts'
import { textLiteral } from './operands.ts'
import type { ScalarFunction } from './scalar-function.ts'
import type { Bound } from './scope.ts'

const bag = (name: string, operand: Bound): Expression => expectType(name, operand, ['dynamic'])

/** A name that stands there; with `$` before it, it would be a path in Kusto. */
function nameOf(name: string, operand: Bound): Literal {
  const expression = expectType(name, operand, ['string'])
  if (expression.kind !== 'literal') throw queryError(`${name} takes a literal as its name`, operand.at)
  return expectPlain(name, expression, operand.at)
}

function expectPlain(name: string, literal: Literal, at: number): Literal {
  if (String(literal.value).startsWith('$')) {
    throw queryError(`${name} takes no path; a name that begins with $ is not supported`, at)
  }
  return literal
}

const pack: ScalarFunction = {
  least: 2,
  most: 128,
  bind: (name, operands) => {
    if (operands.length % 2 === 1)
      throw queryError(`${name} needs a value for each name`, operands.at(-1)!.at)
    const names = operands.filter((_, at) => at % 2 === 0)
    for (const [at, each] of names.entries()) {
      const { value } = expectType(name, each, ['string']) as Literal
      const isTwice =
        value !== undefined &&
        names.slice(0, at).some(({ expression }) => (expression as Literal).value === value)
      if (isTwice) throw queryError(`${name} has the name ${value} twice`, each.at)
    }
    const parts = operands.map(({ expression }) => expression)
    if (names.every(({ expression }) => expression.kind === 'literal'))
      return call('packBag', 'dynamic', ...parts)
    // Computed names may be the same.
    const bags = names.map((_, at) => call('packBag', 'dynamic', ...parts.slice(2 * at, 2 * at + 2)))
    return bags.length === 1 ? bags[0]! : call('bagMerge', 'dynamic', ...bags)
  },
}

const packAll: ScalarFunction = {
  least: 0,
  most: 0,
  bind: (name, _, { columns }) => {
    if (columns.length === 0) throw queryError(`${name} needs columns`)
    return call(
      'packBag',
      'dynamic',
      ...columns.flatMap((column) => [textLiteral(column.name), { kind: 'field', ...column } as const]),
    )
  },
}

const hasKey: ScalarFunction = {
  least: 2,
  most: 2,
  bind: (name, [of, key]) => call('bagHasKey', 'bool', bag(name, of!), nameOf(name, key!)),
}

const removeKeys: ScalarFunction = {
  least: 2,
  most: 2,
  bind: (name, [of, keys]) => {
    const { expression, at } = keys!
    const isList = expression.kind === 'literal' && expression.type === 'dynamic' && expression.value !== null
    const names: unknown = isList ? JSON.parse(expression.value) : undefined
    if (!Array.isArray(names) || !names.every((each) => typeof each === 'string')) {
      throw queryError(`${name} takes names, as in dynamic(['a', 'b'])`, at)
    }
    for (const each of names) expectPlain(name, textLiteral(each), at)
    return call('bagRemoveKeys', 'dynamic', bag(name, of!), expression)
  },
}

const setKey: ScalarFunction = {
  least: 3,
  most: 3,
  bind: (name, [of, key, value]) =>
    call('bagSetKey', 'dynamic', bag(name, of!), nameOf(name, key!), value!.expression),
}

export const bagFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ['bag_pack', pack],
  ['pack', pack],
  ['pack_dictionary', pack],
  ['pack_all', packAll],
  ['bag_keys', { least: 1, most: 1, bind: (name, [of]) => call('bagKeys', 'dynamic', bag(name, of!)) }],
  ['bag_has_key', hasKey],
  [
    'bag_merge',
    {
      least: 2,
      most: 64,
      bind: (name, bags) => call('bagMerge', 'dynamic', ...bags.map((each) => bag(name, each))),
    },
  ],
  ['bag_remove_keys', removeKeys],
  ['bag_set_key', setKey],
]
