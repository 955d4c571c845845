import type { Dialect, Write } from '../../../query/sql/dialect.ts'
import { type Fragment, sql } from '../../../query/sql/fragment.ts'
import type { Call, Expression, Type } from '../../../query/tree.ts'
import { dynamic, plain, text } from './dynamics.ts'
import { isNested, letting } from './nested.ts'

const written: Readonly<Record<Type, (value: Expression, write: Write) => Fragment>> = {
  string: (value, write) => write(value),
  long: (value, write) => sql`CAST(${write(value)} AS TEXT)`,
  real: (value, write) => sql`write_real(${write(value)})`,
  bool: (value, write) => sql`CASE ${write(value)} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`,
  datetime: (value, write) => sql`write_time(${write(value)})`,
  timespan: (value, write) => sql`write_span(${write(value)})`,
  dynamic(value, write) {
    const { scalar, type, json } = dynamic(value, write)
    if (value.kind === 'path' && isNested(value)) {
      const inside: Expression = { kind: 'field', name: '', type: 'dynamic' }
      return letting(write(value.of), (name) => written.dynamic({ ...value, of: inside }, () => name))
    }
    // What SQLite has made as JSON it would go on taking for JSON, though it is a text by now.
    return sql`CASE ${type} WHEN 'text' THEN ${scalar} ELSE ${json} || '' END`
  },
}

// SQLite reads JSON up to a NUL, whatever comes behind it.
const parsed = (json: Fragment): Fragment =>
  sql`nullif(CASE WHEN json_valid(${json}) AND NOT instr(${json}, char(0)) THEN json(${json}) ELSE json_quote(${json}) END, 'null')`

type Conversions = Pick<
  Dialect['calls'],
  | 'isNull'
  | 'isEmpty'
  | 'orEmpty'
  | 'orNull'
  | 'toString'
  | 'toInt'
  | 'toLong'
  | 'toReal'
  | 'toBool'
  | 'toDatetime'
  | 'toTimespan'
  | 'parseJson'
>

export const conversions: Conversions = {
  isNull: ({ arguments: [value] }, write) => sql`(${plain(value!, write)} IS NULL)`,
  isEmpty({ arguments: [value] }, write) {
    const bare: Call = { kind: 'call', type: 'string', name: 'orNull', arguments: [value!] }
    return value!.kind === 'field' ? sql`(${write(bare)} IS NULL)` : sql`(${text(value!, write)} IS '')`
  },
  orEmpty: ({ arguments: [value] }, write) => sql`coalesce(${text(value!, write)}, '')`,
  orNull: ({ arguments: [value] }, write) => sql`nullif(${text(value!, write)}, '')`,

  toString: ({ arguments: [value] }, write) => sql`coalesce(${written[value!.type](value!, write)}, '')`,
  toInt: ({ arguments: [value] }, write) => sql`to_int(${plain(value!, write)})`,
  toLong: ({ arguments: [value] }, write) => sql`to_long(${plain(value!, write)})`,
  toReal: ({ arguments: [value] }, write) =>
    value!.type === 'real' ? write(value!) : sql`to_real(${plain(value!, write)})`,
  toBool: ({ arguments: [value] }, write) =>
    value!.type === 'bool' ? write(value!) : sql`to_bool(${plain(value!, write)})`,
  toDatetime: ({ arguments: [value] }, write) =>
    value!.type === 'datetime' ? write(value!) : sql`to_time(${text(value!, write)})`,
  toTimespan: ({ arguments: [value] }, write) =>
    value!.type === 'timespan' ? write(value!) : sql`to_span(${text(value!, write)})`,
  parseJson(call, write) {
    const [value] = call.arguments
    if (value!.type !== 'dynamic') {
      return isNested(call) ? letting(write(value!), parsed) : parsed(write(value!))
    }
    const { scalar, type, json } = dynamic(value!, write)
    return sql`CASE ${type} WHEN 'text' THEN ${parsed(scalar)} ELSE ${json} END`
  },
}
