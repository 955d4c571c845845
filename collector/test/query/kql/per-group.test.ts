import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { rowsOf } from './support/rows-of.ts'

const values = ['a', 'b', '', 'é']

const rows = fc.array(fc.tuple(fc.constantFrom(...values), fc.integer({ min: 0, max: 5 })), {
  minLength: 1,
  maxLength: 9,
})

/** Operators over k, n and the row's own i, which leave all three, or end the pipe. */
const operator = fc.constantFrom(
  'where n > 1',
  'extend n = n * 2 % 7',
  'sort by n desc, i asc',
  'sort by n asc, i asc | take 2',
  'sort by i asc | extend n = n + coalesce(prev(n), 10)',
  'sort by i desc | extend n = row_number()',
  'sort by i asc | extend n = row_cumsum(n, n > 3)',
  'sort by n asc, i asc | extend n = row_rank_dense(n)',
  'project n, i, k',
  'mv-expand n = pack_array(n, n + 1) to typeof(long)',
  'summarize n = sum(n), i = min(i) by k',
  'summarize n = count(), i = max(i) by k = strcat(k, n % 2)',
  'mv-apply n = pack_array(n, 3, n) to typeof(long) on (sort by n asc | take 2 | summarize n = sum(n))',
)

const pipe = fc.array(operator, { minLength: 1, maxLength: 4 })
/** How many groups of no rows there are nobody says. */
const isDropping = (operators: readonly string[]) => operators.some((each) => /^(where|mv-)/.test(each))

const last = fc.constantFrom(
  'project k, n, i',
  'summarize n = count() by k',
  'summarize s = sum(n), l = make_set(n)',
  'distinct n',
)

const tableOf = (all: readonly (readonly [string, number])[]) =>
  `datatable(k:string, n:long, i:long)[${all.map(([k, n], at) => `'${k}', ${n}, ${at}`).join(', ')}]`

const shown = (all: readonly (readonly unknown[])[]) => all.map((row) => JSON.stringify(row)).toSorted()

it('partition gives what its operators give of the rows of each value', () => {
  fc.assert(
    fc.property(rows, pipe, last, (all, operators, end) => {
      fc.pre(!isDropping(operators) || !end.includes('sum(n)'))
      const steps = [...operators, end].join(' | ')
      const together = rowsOf(`${tableOf(all)} | partition by k (${steps})`)
      const each = [...new Set(all.map(([k]) => k))].flatMap((value) =>
        rowsOf(`${tableOf(all)} | where k == '${value}' | ${steps}`),
      )
      expect(shown(together)).toEqual(shown(each))
    }),
    { numRuns: 150 },
  )
})

it('mv-apply gives what its operators give of the elements of each row, beside the row', () => {
  fc.assert(
    fc.property(rows, pipe, (all, operators) => {
      const source = `${tableOf(all)} | summarize l = make_list(bag_pack('n', n, 'i', i)) by k`
      const steps = `extend n = tolong(e.n), i = tolong(e.i) | ${operators.join(' | ')} | project k2 = k, n, i`
      const together = rowsOf(`${source} | mv-apply e = l on (${steps}) | project k, k2, n, i`)
      const each = [...new Set(all.map(([k]) => k))].flatMap((value) =>
        rowsOf(`${source} | where k == '${value}' | mv-expand e = l | ${steps}`).map((row) => [
          value,
          ...row,
        ]),
      )
      expect(shown(together)).toEqual(shown(each))
    }),
    { numRuns: 150 },
  )
})
