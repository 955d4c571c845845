import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeKalturaBatch } from '../../src/protocols/kaltura/batch.ts'
import { type Parameters, parseQuery } from '../../src/protocols/kaltura/query-parameters.ts'

/** What the SDK writes and how it is to be read, shared with the SDK's own tests. */
const { cases } = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/wires/kaltura.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly {
    readonly name: string
    readonly line: string
    /** The same event as a query in an address. */
    readonly address: string
    readonly decoded: Readonly<Record<string, string>>
    /** The query of the documentation's example. */
    readonly documented?: string
  }[]
}

const limits = { line: 128 * 1024, events: 10, expanded: 1024 * 1024, parameters: 500 }

/** Every text that was given for each name. */
const said = (parameters: Parameters): Record<string, readonly string[]> => Object.fromEntries(parameters)

const once = (decoded: Readonly<Record<string, string>>): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(decoded).map(([name, text]) => [name, [text]]))

describe('what the SDK writes', () => {
  it.each(cases)('$name', ({ line, address, decoded }) => {
    const batch = decodeKalturaBatch(line, '', limits)
    if (batch === 'too large') throw new Error(batch)
    expect(batch.rejected).toEqual([])
    expect(batch.events.map(said)).toEqual([once(decoded)])
    // What knows one event an address knows no key beside Kaltura's parameters.
    const { 'rv-k': _, 'rv-n': __, ...theirs } = decoded
    expect(said(parseQuery(address))).toEqual(once(theirs))
  })

  it.each(cases.filter(({ documented }) => documented))(
    '$name is read as the documentation has it',
    ({ documented, decoded }) => {
      const { sessionId: _, ...ours } = said(parseQuery(documented!))
      expect(once(decoded)).toMatchObject(ours)
    },
  )
})
