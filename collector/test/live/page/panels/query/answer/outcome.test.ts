import { expect, it } from 'vitest'
import { outcome } from '../../../../../../src/live/page/panels/query/answer/outcome.ts'

const kql = { language: 'kql', query: '', scope: 'magazine' } as const
const odata = { language: 'odata', filter: '', orderby: '', top: '' } as const

const say = (question: typeof kql | typeof odata, count: number, milliseconds: number, total?: number) =>
  outcome(question, {
    kind: 'rows',
    rows: Array.from({ length: count }, () => ({ n: 1 })),
    milliseconds,
    ...(total !== undefined && { total }),
  })

it('says how many there are and how long it took', () => {
  expect(say(kql, 0, 12.4)).toBe('Nothing matches in the scope magazine, in 12 ms')
  expect(say(odata, 0, 12.4, 0)).toBe('Nothing matches, in 12 ms')
  expect(say(kql, 1, 999)).toBe('1 row in 999 ms, from the scope magazine')
  expect(say(kql, 20, 1234)).toBe('20 rows in 1.2 s, from the scope magazine')
})

it('says what there is beside that', () => {
  expect(say(odata, 50, 5, 70)).toBe('50 rows of 70 in 5 ms')
  expect(say(odata, 50, 5, 50)).toBe('50 rows in 5 ms')
  expect(say(kql, 1000, 5)).toMatch(
    /^1\D?000 rows in 5 ms, from the scope magazine, the most that is answered at once$/,
  )
  expect(say(odata, 1000, 5, 1000)).toMatch(/^1\D?000 rows in 5 ms$/)
  expect(say(odata, 2000, 5, 9000)).toMatch(/^2\D?000 rows of 9\D?000 in 5 ms, the first 1\D?000 are shown$/)
})

it('says that a label is text where a question compares one with a number', () => {
  const asked = (query: string) => outcome({ ...kql, query }, { kind: 'rows', rows: [], milliseconds: 1 })
  const filtered = (filter: string) =>
    outcome({ ...odata, filter }, { kind: 'rows', rows: [], milliseconds: 1 })
  const missed = 'Nothing matches in the scope magazine, in 1 ms'
  expect(asked('Events | where Payload.labels.price > 20')).toBe(
    `${missed}. A label is text, never a number: write todouble(Payload.labels.price).`,
  )
  expect(asked("Events | where Payload.labels['a b'] == 1")).toContain(
    "write todouble(Payload.labels['a b']).",
  )
  expect(asked('Events | where todouble(Payload.labels.price) > 20')).toBe(missed)
  expect(asked('Events | where Payload.labels.price == "20" | take 5')).toBe(missed)
  expect(filtered('Payload.labels.price gt 20')).toContain('write cast(Payload.labels.price, Edm.Double).')
  expect(filtered('Payload/labels/price eq 20')).toBe('Nothing matches, in 1 ms')
})
