import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeBatch } from '../../src/decode/batch.ts'
import { decodeRivet } from '../../src/decode/rivet.ts'

/** What the SDK writes and how it is to be read, shared with the SDK's own tests. */
const fixtures = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/wires/rivet.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly {
    readonly name: string
    readonly line: string
    readonly address: string
    readonly decoded: object
    readonly decodedAddress?: object
  }[]
  readonly rejected: readonly {
    readonly name: string
    readonly query: string
    readonly parameter: string
    readonly error: string
  }[]
}

const limits = { line: 128 * 1024, events: 10, expanded: 1024 * 1024 }

describe('what the SDK writes', () => {
  it.each(fixtures.cases)('$name', ({ line, address, decoded, decodedAddress = decoded }) => {
    expect(decodeBatch(line, '', limits)).toEqual({ events: [decoded], rejected: [] })
    expect(decodeRivet(address)).toEqual(decodedAddress)
  })
})

describe('what nobody may write', () => {
  it.each(fixtures.rejected)('$name', ({ query, parameter, error }) => {
    expect(decodeRivet(query)).toEqual({ parameter, error })
  })
})
