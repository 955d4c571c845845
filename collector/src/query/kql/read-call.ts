import type { Reader } from './reader.ts'
import type { CallSyntax, Syntax } from './syntax.ts'
import { readTypeof } from './types.ts'

/** `name(…)`; a star may stand for all columns, and a query in `toscalar`. */
export function readCall(reader: Reader, name: string, readExpression: (reader: Reader) => Syntax): Syntax {
  const { at } = reader.take()
  if (name === 'toscalar') {
    return {
      kind: 'call',
      at,
      name,
      arguments: [{ kind: 'table', at: reader.peek().at, tokens: reader.takeBrackets() }],
    }
  }
  reader.expect('(')
  if (reader.skip(')')) return { kind: 'call', at, name, arguments: [] }
  const list: Syntax[] = []
  do {
    if (name === 'extract' && list.length === 3 && reader.isAt('typeof')) {
      return readConverted(reader, { kind: 'call', at, name, arguments: list })
    }
    const star = reader.peek()
    list.push(reader.skip('*') ? { kind: 'star', at: star.at } : readExpression(reader))
  } while (reader.skip(','))
  reader.expect(')')
  return { kind: 'call', at, name, arguments: list }
}

/** `extract(…, typeof(long))` is `tolong(extract(…))`. */
function readConverted(reader: Reader, extracted: CallSyntax): Syntax {
  const named = reader.peek(2)
  const type = readTypeof(reader)
  reader.expect(')')
  if (type === 'string') return extracted
  const isInt = named.kind === 'name' && named.text === 'int'
  return { ...extracted, name: isInt ? 'toint' : `to${type}`, arguments: [extracted] }
}
