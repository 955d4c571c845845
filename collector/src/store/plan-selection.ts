import { parseOdata } from '../query/odata/parse-odata.ts'
import type { Query, Step } from '../query/tree.ts'
import type { Selection } from './selection.ts'

/**
 * What an engine has to do for a selection, in order of time. Its time and its scopes are left to the engine.
 *
 * @throws QueryError when its filter cannot be read
 */
export const planSelection = ({ filter, types }: Selection): Query => [
  ...wheres(filter),
  ...(types === undefined ? [] : wheres(isOneOf(types))),
  inOrderOfTime,
]

/** Each is a step of its own: what is wrong with a filter is at its place in that. */
const wheres = (filter: string | undefined): Query =>
  parseOdata({ filter }).filter(({ kind }) => kind === 'where')

const isOneOf = (types: readonly string[]): string => `EventType in (${types.map(quoted)})`

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const inOrderOfTime: Step = {
  kind: 'sort',
  orders: [
    { by: { kind: 'field', name: 'EventTime', type: 'datetime' }, isDescending: false, nulls: 'first' },
  ],
}
