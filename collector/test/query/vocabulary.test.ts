import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { aggregateNames } from '../../src/query/kql/aggregates.ts'
import { listWords, rangeWords, termListWords, textWords } from '../../src/query/kql/operator-words.ts'
import { operators } from '../../src/query/kql/operators.ts'
import { renderingKinds } from '../../src/query/kql/render.ts'
import { scalarFunctions } from '../../src/query/kql/scalar-functions.ts'
import { sourceWords } from '../../src/query/kql/source-words.ts'
import { windowFunctionNames } from '../../src/query/kql/window-names.ts'
import { functionNames } from '../../src/query/odata/functions.ts'
import { comparisonNames, productNames, sumNames } from '../../src/query/odata/syntax.ts'
import { kqlVocabulary, odataVocabulary } from '../../src/query/vocabulary.ts'

const sorted = (names: Iterable<string>) => [...names].toSorted()

const words = [...textWords, 'matches', 'regex', ...listWords, ...rangeWords, ...termListWords].filter(
  (word) => /^!?[a-z]/.test(word),
)

it('the words that the page completes are those that the compiler reads', () => {
  expect(sorted(kqlVocabulary.operators)).toEqual(sorted(operators.keys()))
  expect(sorted(kqlVocabulary.functions)).toEqual(sorted(scalarFunctions.keys()))
  expect(sorted(kqlVocabulary.aggregates)).toEqual(sorted(aggregateNames))
  expect(sorted(kqlVocabulary.starts)).toEqual(sorted(['let', ...sourceWords]))
  expect(sorted(kqlVocabulary.rows)).toEqual(sorted(['toscalar', ...windowFunctionNames]))
  expect(sorted(kqlVocabulary.renderings)).toEqual(sorted(renderingKinds))
  expect(sorted(kqlVocabulary.words)).toEqual(sorted(words))
  expect(sorted(odataVocabulary.functions)).toEqual(sorted(functionNames))
  const others = ['and', 'or', 'not', 'any', 'all', 'true', 'false', 'null']
  expect(sorted(odataVocabulary.words)).toEqual(
    sorted([...comparisonNames, ...sumNames, ...productNames, ...others]),
  )
})

const page = readFileSync(new URL('../../docs/queries.md', import.meta.url), 'utf8')
const [odataPart = '', kqlPart = ''] = page.split('\n## OData\n')[1]!.split('\n## KQL\n')
const written = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(/`([^`]+)`/g), ([, code]) => code!.split(/[\s(),]+/)).flat())

it('the page of the languages names all of them', () => {
  const kql = written(kqlPart.split('\n## ')[0]!)
  // A word with ! before it is told of by a sentence.
  const told = Object.values(kqlVocabulary)
    .flat()
    .filter((name) => !name.startsWith('!'))
  expect(told.filter((name) => !kql.has(name))).toEqual([])
  const odata = new Set(Array.from(written(odataPart.split('\n## ')[0]!), (name) => name.toLowerCase()))
  expect(
    Object.values(odataVocabulary)
      .flat()
      .filter((name) => !odata.has(name)),
  ).toEqual([])
})

it('the table of functions has no name that is not read', () => {
  const table = kqlPart.split('### Functions')[1]!.split('\n## ')[0]!
  const rows = table.split('\n').filter((line) => line.startsWith('| '))
  const named = rows.flatMap((row) => [...written(row.split('|')[2]!)]).filter((name) => /^[a-z]/.test(name))
  const known = new Set<string>(Object.values(kqlVocabulary).flat())
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter((name) => !known.has(name))).toEqual([])
})
