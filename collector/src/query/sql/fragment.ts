import { queryError } from '../query-error.ts'

export type Parameter = string | number | bigint | null

/** A piece of SQL: text of ours around other pieces and around values, which only ever become parameters. */
export interface Fragment {
  readonly texts: readonly string[]
  readonly parts: readonly (Fragment | Bound)[]
}

interface Bound {
  readonly value: Parameter
}

/** What engines prepare in a few milliseconds, and the number of parameters that SQLite takes, the fewest of them. */
const limits = { text: 400_000, parameters: 32_000 }

export const sql = (texts: TemplateStringsArray, ...parts: readonly Fragment[]): Fragment => ({
  texts,
  parts,
})

export const bound = (value: Parameter): Fragment => ({ texts: ['', ''], parts: [{ value }] })

/** A name of ours for a column: what a user calls it stays out of the SQL. */
export const generatedName = (number: number): Fragment => ({ texts: [`c${number}`], parts: [] })

/** A name of ours for a table that is computed once. */
export const tableName = (number: number): Fragment => ({ texts: [`t${number}`], parts: [] })

/** The column of a SELECT that stands there, counted from 0. */
export const place = (number: number): Fragment => ({ texts: [`${number + 1}`], parts: [] })

export const joined = (
  fragments: readonly Fragment[],
  separator: ', ' | ' ' | ' AND ' | ' UNION ALL ',
): Fragment => ({
  texts: ['', ...fragments.map((_, at) => (at < fragments.length - 1 ? separator : ''))],
  parts: fragments,
})

/** In pairs of pairs: engines bound how deep an expression is, and a chain is as deep as it is long. */
export function balanced(fragments: readonly Fragment[], operator: Fragment): Fragment {
  if (fragments.length === 1) return fragments[0]!
  const middle = Math.ceil(fragments.length / 2)
  const left = balanced(fragments.slice(0, middle), operator)
  return sql`(${left}${operator}${balanced(fragments.slice(middle), operator)})`
}

/**
 * @param placeholder - how the engine writes a parameter, by the place at which its value stands first
 * @throws QueryError when it is longer than a query should be
 */
export function render(
  fragment: Fragment,
  placeholder: (value: Parameter, at: number) => string,
): { text: string; parameters: readonly Parameter[] } {
  const texts: string[] = []
  const parameters: Parameter[] = []
  const places = new Map<Parameter, number>()
  let length = 0
  const add = (text: string) => {
    texts.push(text)
    length += text.length
    if (length > limits.text || parameters.length > limits.parameters) {
      throw queryError('the query is too long; ask for less at once')
    }
  }
  const visit = ({ texts: [first, ...rest], parts }: Fragment) => {
    add(first ?? '')
    for (const [at, part] of parts.entries()) {
      if ('value' in part) {
        const place = places.get(part.value) ?? parameters.length
        places.set(part.value, place)
        add(placeholder(part.value, place))
        parameters.push(part.value)
      } else visit(part)
      add(rest[at] ?? '')
    }
  }
  visit(fragment)
  return { text: texts.join(''), parameters }
}
