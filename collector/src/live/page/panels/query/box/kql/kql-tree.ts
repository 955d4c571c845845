import { kqlParts, type Part } from './kql-parts.ts'

/** What stands between two brackets. */
export interface Group {
  readonly kind: 'group'
  readonly open: string
  readonly items: readonly Item[]
  /** Whether the other bracket is there. */
  readonly isClosed: boolean
}

export type Item = Part | Group

interface Growing extends Group {
  items: Item[]
  isClosed: boolean
}

/** Brackets in brackets: nobody writes more, and what goes through them calls itself. */
const MOST_NESTED = 200

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/**
 * A query as brackets in brackets, without its comments.
 * @returns all of it, and the groups that are open at its end, the innermost last
 */
export function kqlTree(text: string): { readonly items: readonly Item[]; readonly open: readonly Group[] } {
  const root: Growing = { kind: 'group', open: '', items: [], isClosed: false }
  const open: Growing[] = [root]
  for (const part of kqlParts(text)) {
    const inner = open.at(-1)!
    if (part.kind === 'comment') continue
    if (part.kind === 'sign' && closers[part.text] && open.length < MOST_NESTED) {
      const group: Growing = { kind: 'group', open: part.text, items: [], isClosed: false }
      inner.items.push(group)
      open.push(group)
    } else if (part.kind === 'sign' && part.text === closers[inner.open]) {
      inner.isClosed = true
      open.pop()
    } else inner.items.push(part)
  }
  return { items: root.items, open }
}

/** Splits at a sign, where it stands in no brackets. */
export function splitAt(items: readonly Item[], sign: string): readonly (readonly Item[])[] {
  const found: Item[][] = [[]]
  for (const item of items) {
    if (isSign(item, sign)) found.push([])
    else found.at(-1)!.push(item)
  }
  return found
}

export const isSign = (item: Item | undefined, text: string): boolean =>
  item?.kind === 'sign' && item.text === text

export const isName = (item: Item | undefined, text?: string): item is Part =>
  item?.kind === 'name' && (text === undefined || item.text === text)

export const isGroup = (item: Item | undefined): item is Group => item?.kind === 'group'

/** Where a word stands first, in no brackets. */
export const indexOfName = (items: readonly Item[], text: string): number =>
  items.findIndex((item) => isName(item, text))
