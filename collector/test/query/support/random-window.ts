import type { Expression, Literal, Type, Window } from '../../../src/query/tree.ts'

export type Make = (type: Type, depth?: number) => Expression

export function randomWindow(
  pick: <T>(...all: readonly T[]) => T,
  make: Make,
  literal: (type: Type, value: unknown) => Literal,
): Window {
  const per = pick(true, false, false) ? { per: make(pick<Type>('string', 'bool'), 1) } : {}
  switch (pick('rowNumber', 'sumSoFar', 'sessionStart', 'near', 'near')) {
    case 'rowNumber':
      return { type: 'long', name: 'rowNumber', arguments: [], ...per }
    case 'sumSoFar':
      return { type: 'long', name: 'sumSoFar', arguments: [make('long', 1)], ...per }
    case 'sessionStart': {
      const [longest, gap] = [pick(0n, 1n, 864_000_000_000n), pick(-1n, 1n, 18_000_000_000n)]
      const spans = [literal('timespan', longest), literal('timespan', gap)]
      return {
        type: 'datetime',
        name: 'sessionStart',
        arguments: [make('datetime'), ...spans, make('bool', 1)],
        ...per,
      }
    }
    default: {
      const type = pick<Type>('string', 'long', 'datetime', 'dynamic')
      const value: Expression =
        type === 'string' ? { kind: 'call', type, name: 'orEmpty', arguments: [make(type)] } : make(type)
      const other = literal(type, type === 'string' ? pick('none', '') : null)
      return {
        type,
        name: pick('previous', 'next'),
        arguments: [value, literal('long', pick(0n, 1n, 1n, 2n)), other],
        ...per,
      }
    }
  }
}
