import { expect, it } from 'vitest'
import { linkedQuestion, linkOf } from '../../../../../../src/live/page/panels/query/box/question-link.ts'
import { suggestionFor } from '../../../../../../src/live/page/panels/query/box/suggestion.ts'

it.each([
  ['summarise', 'summarize'],
  ['EvnetType', 'EventType'],
  ['eventtype', 'EventType'],
  ['mv-expnd', 'mv-expand'],
  ['tostirng', 'tostring'],
  ['Wo', undefined],
  ['where', undefined],
  ['series_fir', undefined],
])('%s was meant to be %s', (word, meant) => {
  expect(suggestionFor(word, undefined)).toBe(meant)
})

it('what the query itself has named comes first', () => {
  const near = { columns: ['Visits'], lets: new Map([['Buyers', undefined]]) }
  expect([suggestionFor('Vists', near), suggestionFor('Buyer', near)]).toEqual(['Visits', 'Buyers'])
})

it('a link has the whole question, in both languages; what is none is left alone', () => {
  for (const question of [
    { language: 'kql', query: 'Events\n| where City == "a&b#%+"', scope: 'default' },
    { language: 'odata', filter: "Value eq 'ä'", orderby: '', top: '5' },
  ] as const) {
    const link = linkOf(question, 'https://a.example/e/live#ask?old')
    expect(link.startsWith('https://a.example/e/live#ask?')).toBe(true)
    expect(linkedQuestion(new URL(link).hash)).toEqual(question)
  }
  for (const hash of ['', '#ask', '#ask?', '#ask?language=sql&query=x', '#ask?language=kql&query=x'])
    expect(linkedQuestion(hash)).toBeUndefined()
})
