import { describe, expect, it } from 'vitest'
import { rowsOf } from './support/rows-of.ts'

// What the example of Kusto's documentation shows of each kind, learn.microsoft.com/kusto/query/parse-operator.
const parsed = (text: string, behind: string) =>
  rowsOf(`print s = ${JSON.stringify(text)} | ${behind} | project-away s`)

describe('parse', () => {
  it('with a regular expression takes as much as it can', () => {
    const text = 'GET /shop?a=1&b=2&c=3'
    expect(parsed(text, "parse kind=regex s with * 'a=' rest '&' end:string")).toEqual([['1&b=2', 'c=3']])
    expect(parsed(text, "parse s with * 'a=' rest '&' end:string")).toEqual([['1', 'b=2&c=3']])
    expect(parsed(text, "parse kind=regex s with method ' .*?a=' a:long '&.*'")).toEqual([['GET', 1]])
  })

  it('takes flags: as little as it can, in any case, over lines', () => {
    const text = 'GET /shop?A=1&b=2&c=3'
    expect(parsed(text, "parse kind=regex flags=Ui s with * '[?]a=' rest '&' *")).toEqual([['1']])
    expect(parsed(text, "parse kind=regex flags=i s with * '[?]a=' rest '&' *")).toEqual([['1&b=2']])
    expect(parsed(text, "parse kind=regex s with * '[?]a=' rest '&' *")).toEqual([['']])
    expect(parsed('a=1\n2;', "parse kind=regex s with 'a=' x ';'")).toEqual([['']])
    expect(parsed('a=1\n2;', "parse kind=regex flags=s s with 'a=' x ';'")).toEqual([['1\n2']])
    expect(parsed('a=1\n2;', "parse s with 'a=' x ';'")).toEqual([['1\n2']])
    expect(parsed(text, "parse-where kind=regex flags=i s with * 'SHOP.a=' x:long '&' *")).toEqual([[1]])
  })

  it('reads times with the month first', () => {
    const text = 'from 2/7/2026 9:05 until 12/31/2026 23:59:59;'
    expect(parsed(text, "parse s with 'from ' a:datetime ' until ' b:datetime ';'")).toEqual([
      ['2026-02-07T09:05:00.0000000Z', '2026-12-31T23:59:59.0000000Z'],
    ])
  })
})
