import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeBatch } from '../../src/protocols/rivet/batch.ts'
import { decodeRivet, type RivetEvent } from '../../src/protocols/rivet/check.ts'

/** What the SDK writes and how it is to be read, shared with the SDK's own tests. */
const fixtures = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/wires/rivet.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly {
    readonly name: string
    readonly line: string
    /** The same event without its key, which the documented API does not know. */
    readonly address: string
    readonly decoded: RivetEvent
  }[]
  readonly rejected: readonly { readonly name: string; readonly query: string; readonly parameter: string }[]
}

const limits = { line: 128 * 1024, events: 10, expanded: 1024 * 1024 }

describe('what the SDK writes', () => {
  it.each(fixtures.cases)('$name', ({ line, address, decoded }) => {
    expect(decodeBatch(line, '', limits)).toEqual({
      events: [decoded],
      reports: [],
      questions: [],
      rejected: [],
    })
    const { sender: _, sequence: __, ...keyless } = decoded
    expect(decodeRivet(address)).toStrictEqual(keyless)
  })
})

describe('what nobody may write', () => {
  it.each(fixtures.rejected)('$name', ({ query, parameter }) => {
    expect(decodeRivet(query)).toEqual({ parameter, error: expect.stringMatching(`^${parameter} `) })
  })
})
