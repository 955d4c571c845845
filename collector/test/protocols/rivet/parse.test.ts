import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rivetParameters } from '../../../src/protocols/rivet/parameters.ts'
import { parseRivet } from '../../../src/protocols/rivet/parse.ts'

const letters = rivetParameters.map(({ letter }): string => letter)

const decoded = (text: string): string | undefined => {
  try {
    return text.includes('\ufffd') ? undefined : decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

/** The same by the plainest means, by letters. */
function plainly(query: string, shared: ReadonlyMap<string, string>): unknown {
  const fields = new Map(shared)
  for (const piece of query.split('&')) {
    const [raw = '', ...rest] = piece.split('=')
    const name = letters.includes(raw) ? raw : (decoded(raw) ?? '')
    const text = rest.join('=')
    const value = decoded(text)
    if (!letters.includes(name)) continue
    if (name === 'h') {
      fields.set(name, [fields.get(name) ?? [], value ?? text].flat().join('&'))
      continue
    }
    const isShared = shared.has(name)
    if (fields.has(name)) return `${name} is given ${isShared ? 'both in the shared part and here' : 'twice'}`
    if (value === undefined) return `${name} is not percent-encoded UTF-8`
    fields.set(name, value)
  }
  return letters.map((letter) => fields.get(letter))
}

const name = fc.oneof(
  fc.constantFrom(...letters, 'h', '%64', '%6e', 'x%79', 'dd', ''),
  fc.string({ maxLength: 3 }),
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.string({ maxLength: 5 }).map(encodeURIComponent),
  fc.constantFrom('', 'a+b', 'a=b', '%', '%F0%9F%9B%8D', '%E9', '\ufffd', 'recorded.1'),
)
const pair = fc.oneof(
  fc.tuple(name, text).map(([one, other]) => `${one}=${other}`),
  name,
)
const query = fc.oneof(
  fc.array(pair, { maxLength: 6 }).map((pairs) => pairs.join('&')),
  fc.string({ unit: fc.constantFrom('&', '=', '%', '+', 'd', 'h', '6', '4', '\ufffd') }),
)

it('finds in any query, below any other, what the plainest means find', () => {
  fc.assert(
    fc.property(query, query, (above, below) => {
      const shared = parseRivet(above)
      const answer = (fields: typeof shared) => ('error' in fields ? fields.error : fields)
      expect(answer(shared)).toEqual(plainly(above, new Map()))
      if ('error' in shared) return
      const given = letters.flatMap((letter, at) => {
        const value = shared[at]
        return value === undefined ? [] : [[letter, value] as const]
      })
      expect(answer(parseRivet(below, shared))).toEqual(plainly(below, new Map(given)))
    }),
    { numRuns: 5000 },
  )
})
