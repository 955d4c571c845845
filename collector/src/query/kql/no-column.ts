import type { ColumnType } from '../columns.ts'
import { type QueryError, queryError } from '../query-error.ts'
import { noUnit } from './numbers.ts'

/** What payloads of the dialects have, and what people take for columns. */
const payloadKeys = [
  ...['category', 'action', 'labels', 'organization', 'source', 'duration', 'conversion', 'qualifiers'],
  ...['labels.embedId', 'conversion.orderID', 'conversion.cartTotal', 'entryId', 'partnerId', 'position'],
]

/** How to write what is a column in another case, or is in the payload. */
function advice(name: string, columns: readonly ColumnType[]): string {
  const isNamed = (written: string): boolean => written.toLowerCase() === name.toLowerCase()
  const column = columns.find((each) => isNamed(each.name))
  if (column) return `: write ${column.name}`
  const key = payloadKeys.find((each) => isNamed(each.split('.').at(-1)!))
  return key && columns.some((each) => each.name === 'Payload') ? `: write Payload.${key}` : ''
}

export const noColumn = (name: string, columns: readonly ColumnType[], at: number): QueryError =>
  /^\d/.test(name)
    ? noUnit(name, at)
    : columns.length === 0
      ? queryError(`${name} is not known here`, at)
      : name === 'not'
        ? queryError('not is a function, as in not(City == …)', at)
        : queryError(
            `there is no column ${name}${advice(name, columns)}; columns are ${columns.map((each) => each.name).join(', ')}`,
            at,
          )
