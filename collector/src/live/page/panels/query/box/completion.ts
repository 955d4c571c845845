/** What may be written where the cursor is. */
export interface Completion {
  readonly text: string
  readonly kind: 'operator' | 'function' | 'aggregate' | 'field' | 'name' | 'table' | 'value' | 'word'
  /** What a function takes. */
  readonly takes?: string
}

export interface Completions {
  /** Where the word begins that they would take the place of. */
  readonly from: number
  readonly items: readonly Completion[]
}

export const listed = (kind: Completion['kind'], texts: readonly string[]): readonly Completion[] =>
  texts.map((text) => ({ text, kind }))

/** What the last events say: names at a path of their payloads, and what stands in a field. */
export interface Known {
  keys(path: readonly string[]): readonly string[]
  values(path: readonly string[]): readonly string[]
}

/** More than a person looks through. */
const maxItems = 40

/** Those that begin with it before those that hold it; nothing where it is one of them already. */
export function matching(from: number, word: string, all: readonly Completion[]): Completions | undefined {
  const wanted = word.toLowerCase()
  const known = new Map(all.toReversed().map((item) => [item.text, item]))
  if (known.has(word)) return undefined
  const unique = [...known.values()].toReversed()
  const starting = unique.filter(({ text }) => text.toLowerCase().startsWith(wanted))
  const holding = unique.filter(
    (item) => !starting.includes(item) && item.text.toLowerCase().includes(wanted),
  )
  const items = [...starting, ...(wanted.length > 2 ? holding : [])].slice(0, maxItems)
  return items.length > 0 ? { from, items } : undefined
}
