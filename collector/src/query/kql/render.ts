import { queryError } from '../query-error.ts'
import type { Reader } from './reader.ts'

/** How an answer is to be drawn. */
export interface Rendering {
  readonly kind: string
  readonly title?: string
  /** The column along which it is drawn. */
  readonly xcolumn?: string
  readonly ycolumns?: readonly string[]
  /** Columns whose values make lines of their own. */
  readonly series?: readonly string[]
  /** What Kusto calls its kind, such as `stacked`. */
  readonly form?: string
  readonly xtitle?: string
  readonly ytitle?: string
}

export const renderingKinds: readonly string[] = [
  ...['table', 'timechart', 'linechart', 'areachart', 'stackedareachart', 'columnchart', 'barchart'],
  ...['piechart', 'scatterchart', 'card'],
]

/** Texts that are answered, by what the answer calls them. */
const texts: ReadonlyMap<string, string> = new Map([
  ['title', 'title'],
  ['kind', 'form'],
  ['xtitle', 'xtitle'],
  ['ytitle', 'ytitle'],
])

/** Those of Kusto that make no difference here. */
const passed = ['legend', 'xaxis', 'yaxis', 'ymin', 'ymax', 'ysplit', 'accumulate', 'anomalycolumns']

const lists: readonly string[] = ['ycolumns', 'series']

const properties = ['title', 'xcolumn', ...lists, 'kind', 'xtitle', 'ytitle', ...passed].join(', ')

export function readRender(reader: Reader, columns: readonly { readonly name: string }[]): Rendering {
  const { at } = reader.peek()
  const token = reader.take()
  const kind = token.kind === 'name' ? token.text : ''
  if (!renderingKinds.includes(kind)) throw queryError(`render draws ${renderingKinds.join(', ')}`, at)
  const said: Record<string, string | readonly string[]> = {}
  while (reader.peek().kind === 'name' && !reader.isAt('with')) readProperty(reader, said, columns)
  if (reader.skip('with')) {
    reader.expect('(')
    do readProperty(reader, said, columns)
    while (reader.skip(','))
    reader.expect(')')
  }
  return { kind, ...said }
}

function readProperty(
  reader: Reader,
  said: Record<string, string | readonly string[]>,
  columns: readonly { readonly name: string }[],
): void {
  const token = reader.take()
  if (token.kind !== 'name') throw queryError('a property of render is expected here', token.at)
  const { text: name, at } = token
  reader.expect('=')
  const isColumn = name === 'xcolumn' || lists.includes(name)
  if (!isColumn && !texts.has(name) && !passed.includes(name)) {
    throw queryError(`render has no ${name}; it has ${properties}`, at)
  }
  const values = [readWord(reader)]
  while (lists.includes(name) && reader.isAt(',') && !isNamed(reader)) {
    reader.take()
    values.push(readWord(reader))
  }
  if (passed.includes(name)) return
  const missing = isColumn && values.find((value) => !columns.some((each) => each.name === value))
  if (missing) throw queryError(`there is no column ${missing} to draw`, at)
  said[texts.get(name) ?? name] = lists.includes(name) ? values : values[0]!
}

/** Whether the next property begins behind the comma. */
const isNamed = (reader: Reader): boolean => {
  const behind = reader.peek(2)
  return behind.kind === 'symbol' && behind.text === '='
}

function readWord(reader: Reader): string {
  const sign = reader.skip('-') ? '-' : ''
  const token = reader.take()
  if (token.kind === 'name') return token.text
  if (token.kind === 'literal') return sign + String(token.literal.value)
  throw queryError('a value is expected behind =', token.at)
}
