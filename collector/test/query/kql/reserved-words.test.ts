import { expect, it } from 'vitest'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import { askOracle, keywords } from './support/oracle.ts'

const isRefused = (query: string): boolean => {
  try {
    parseKql(query, 0n)
    return false
  } catch {
    return true
  }
}

const words = keywords.filter((word) => /^\w+$/.test(word))

it.each([
  ['a column', (word: string) => `print ${word} = 1`],
  ['a parameter', (word: string) => `let f = (${word}:long) { print 1 }; f(1)`],
  ['a column of a table', (word: string) => `datatable(${word}:long)[1]`],
  ['a constant', (word: string) => `let ${word} = 1; print n = 2`],
  ['a function', (word: string) => `let ${word} = () { print 1 }; Events`],
  ['a part', (word: string) => `Events | project n = Payload.${word}`],
  ['what is there', (word: string) => `datatable(['${word}']:long)[1] | where ${word} == 1`],
])('no word is the name of %s that Kusto does not take for one', (_, write) => {
  expect(words.length).toBeGreaterThan(200)
  expect(words.filter((word) => isRefused(write(word)))).toEqual(
    words.filter((word) => askOracle(write(word)).errors.length > 0),
  )
})
