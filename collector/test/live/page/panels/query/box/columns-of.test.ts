import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { columnsOf, letsOf } from '../../../../../../src/live/page/panels/query/box/kql/columns-of.ts'
import { kqlTree, splitAt } from '../../../../../../src/live/page/panels/query/box/kql/kql-tree.ts'
import { signatures } from '../../../../../../src/live/page/panels/query/box/kql/signatures.ts'
import { columnsOf as columnsOfCompiled } from '../../../../../../src/query/columns.ts'
import { parseKql } from '../../../../../../src/query/kql/parse-kql.ts'
import { isQueryError } from '../../../../../../src/query/query-error.ts'
import { kqlVocabulary } from '../../../../../../src/query/vocabulary.ts'

const asked = readFileSync(new URL('../../../../../query/kql/corpus/asked.kql', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('//'))

/** The columns that the compiler gives an answer: `undefined` where it refuses the query. */
function compiled(query: string): string[] | undefined {
  try {
    return columnsOfCompiled(parseKql(query, 0n)).map(({ name }) => name)
  } catch (error) {
    if (isQueryError(error)) return undefined
    throw error
  }
}

const guessed = (query: string): readonly string[] => {
  const statements = splitAt(kqlTree(query).items, ';')
  return columnsOf(statements.at(-1)!, letsOf(statements.slice(0, -1))) ?? []
}

it('columns that are offered are those of the compiler, in what people ask', () => {
  const all = asked.flatMap((query) => {
    const columns = compiled(query)
    // Nobody writes the names of what has none, `Column1`, and of `print`.
    return columns && !columns.some((name) => /^(?:Column|print_)\d+$/.test(name)) ? [{ query, columns }] : []
  })
  expect(all.length).toBeGreaterThan(200)
  const missed = all.filter(({ query, columns }) => {
    const found = new Set(guessed(query))
    return columns.some((name) => !found.has(name))
  })
  // Functions of the query's own that take tables, operators that make lists of tables, and the like.
  expect(missed.map(({ query }) => query).length).toBeLessThanOrEqual(all.length * 0.05)
})

it('every function that is offered says what it takes', () => {
  const names = [...kqlVocabulary.functions, ...kqlVocabulary.aggregates, ...kqlVocabulary.rows]
  expect([...signatures.keys()].toSorted()).toEqual([...names].toSorted())
})
