import { queryError } from '../query-error.ts'
import type { Name, Reader } from './reader.ts'

/** What stands as `name=word` behind an operator; hints to Kusto's planner are passed over. */
export function readOptions(reader: Reader, names: readonly string[]): ReadonlyMap<string, Name> {
  const options = new Map<string, Name>()
  for (;;) {
    const token = reader.peek()
    if (token.kind !== 'name') return options
    if (token.text === 'hint') {
      reader.take()
      reader.expect('.')
      reader.take()
      reader.expect('=')
      reader.take()
      continue
    }
    const behind = reader.peek(1)
    if (behind.kind !== 'symbol' || behind.text !== '=' || !names.includes(token.text)) return options
    reader.take()
    reader.take()
    if (options.has(token.text)) throw queryError(`${token.text} stands here twice`, token.at)
    options.set(token.text, readWord(reader))
  }
}

function readWord(reader: Reader): Name {
  const token = reader.take()
  if (token.kind === 'name') return { text: token.text, at: token.at }
  if (token.kind === 'literal' && (token.literal.type === 'string' || token.literal.type === 'bool')) {
    return { text: String(token.literal.value), at: token.at }
  }
  throw queryError('a word is expected behind =', token.at)
}
