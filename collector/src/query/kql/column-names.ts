import { queryError } from '../query-error.ts'
import { aggregateFunctions } from './aggregates.ts'
import { limits } from './limits.ts'
import { scalarFunctions } from './scalar-functions.ts'
import type { CallSyntax, Syntax } from './syntax.ts'

/**
 * What Kusto calls the column of an expression that was given no name.
 *
 * @returns undefined where it is counted: `Column1`
 */
export function nameOf(syntax: Syntax): string | undefined {
  switch (syntax.kind) {
    case 'name':
      return syntax.name
    case 'path':
      return joined(nameOf(syntax.of), ...syntax.keys.map(keyName))
    case 'call':
      return nameOfCall(syntax)
    default:
      return undefined
  }
}

function nameOfCall({ name, arguments: [first, second] }: CallSyntax): string | undefined {
  const argument = first && nameOf(first)
  const aggregate = aggregateFunctions.get(name)
  if (aggregate) {
    const share = name === 'percentile' && second ? keyName(second).replace('.', '_') : undefined
    return joined(aggregate.prefix, argument ?? '', share)
  }
  if (name === 'percentiles_array') return joined('percentiles', argument ?? '')
  const { prefix, suffix } = scalarFunctions.get(name) ?? {}
  if (prefix !== undefined) return joined(prefix, argument ?? '')
  if (suffix !== undefined) return joined(argument ?? 'array0', suffix)
  // Microsoft's language service makes this one exception.
  const isNamed =
    scalarFunctions.get(name)?.isNamedByArgument && !(first?.kind === 'call' && first.name === 'percentile')
  return isNamed ? argument : undefined
}

const joined = (...parts: readonly (string | undefined)[]): string | undefined =>
  parts.filter((part) => part !== undefined).join('_') || undefined

function keyName(key: string | Syntax): string {
  if (typeof key === 'string') return key
  if (key.kind !== 'literal' || key.literal.value === null) return ''
  return typeof key.literal.value === 'bigint' && key.literal.value < 0n ? '' : String(key.literal.value)
}

/** Gives each column of a list a name of its own. */
export interface ColumnNames {
  /** A name that was written; it must be free. */
  readonly claim: (name: string, at: number) => string
  /** A name that was made up, or none; it is numbered where it is not free. */
  readonly invent: (name: string | undefined, at: number) => string
}

/** @param isTaken - by a column that is not of the list, which only those of counted columns avoid */
export function createColumnNames(
  isTaken: (name: string) => boolean = () => false,
  repeated: 'numbered' | 'unique' = 'numbered',
): ColumnNames {
  const names = new Set<string>()
  let counted = 0

  const claim = (name: string, at: number): string => {
    // Columns between two steps are called so.
    if (/^\p{Cc}/u.test(name)) throw queryError('a name must not begin with a control character', at)
    if (names.has(name)) throw queryError(`there are two columns ${name}`, at)
    if (names.size === limits.columns) throw queryError(`there are at most ${limits.columns} columns`, at)
    names.add(name)
    return name
  }

  return {
    claim,
    invent: (name, at) => {
      if (name !== undefined && repeated === 'unique') return claim(name, at)
      if (name === undefined) {
        do counted += 1
        while (isTaken(`Column${counted}`))
      }
      const wanted = name ?? `Column${counted}`
      let free = wanted
      for (let number = 1; names.has(free); number += 1) free = `${wanted}${number}`
      return claim(free, at)
    },
  }
}
