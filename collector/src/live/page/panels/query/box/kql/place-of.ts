import { type Columns, columnsOf, type Lets, letsOf } from './columns-of.ts'
import { type Group, type Item, isGroup, isName, isSign, kqlTree, splitAt } from './kql-tree.ts'

/** Where somebody writes in a query, and what is known there. */
export interface Place {
  /** The word or text that is being written: the last part, if nothing is behind it. */
  readonly word: string
  /** Where it begins. */
  readonly from: number
  /** In a text that is not closed. */
  readonly isInText: boolean
  /** Of the pipeline: its words up to here, without the one that is being written. */
  readonly operator: readonly Item[]
  /** Whether a `|` stands before them: an operator, else a table. */
  readonly isPiped: boolean
  /** The innermost open bracket inside of the operator, and what stands before it. */
  readonly inner: Group | undefined
  readonly before: Item | undefined
  /** What stands in that bracket, or else in the operator, before the word. */
  readonly items: readonly Item[]
  /** Of the rows that come here. */
  readonly columns: Columns
  readonly lets: Lets
}

/** Names before a bracket in which a whole pipeline stands. */
const holders =
  /^(?:join|lookup|union|toscalar|materialize|view|inner|innerunique|left\w+|right\w+|fullouter)$/

/** @param text - of the query, up to where it is written */
export function placeOf(text: string): Place {
  const { items, open } = kqlTree(text)
  const [, ...groups] = open
  const last = lastIn(open.at(-1)!.items)
  const isWord = last !== undefined && last.at + last.text.length === text.length && isWritten(last)
  const word = isWord ? last.text : ''
  const statements = splitAt(items, ';')
  const lets = letsOf(statements.slice(0, -1))

  // The innermost brackets with a pipeline in them: others are arguments.
  const holds = (group: Group, at: number): boolean => {
    const around = at === 0 ? statements.at(-1)! : groups[at - 1]!.items
    const beside = around[around.indexOf(group) - 1]
    return (
      group.open === '{' ||
      splitAt(group.items, '|').length > 1 ||
      (group.open === '(' &&
        (beside === undefined || isSign(beside, ',') ? isHeld(around) : isHolder(beside))) ||
      (/^(?:!?in|~)$/.test(textOf(beside)) && isName(group.items[0]))
    )
  }
  const pipeline = groups.findLastIndex(holds)
  const all = pipeline < 0 ? withoutLet(statements.at(-1)!) : groups[pipeline]!.items
  const rest = groups.slice(pipeline + 1)
  const parts = splitAt(splitAt(all, ';').at(-1)!, '|')
  const inner = rest.at(-1)
  const around = rest.length > 1 ? rest.at(-2)!.items : parts.at(-1)!
  const here = inner ? inner.items : parts.at(-1)!
  const flow = parts.slice(0, -1).flatMap((part, at) => (at === 0 ? part : [bar, ...part]))
  const drop = (from: readonly Item[]) => (word ? from.filter((item) => item !== last) : from)
  return {
    word,
    from: text.length - word.length,
    isInText: last?.kind === 'text' && last.isOpen && isWord,
    operator: drop(parts.at(-1)!),
    isPiped: parts.length > 1,
    inner,
    before: inner && around[around.indexOf(inner) - 1],
    items: drop(here),
    columns: columnsOf(flow, lets) ?? [],
    lets,
  }
}

const bar: Item = { kind: 'sign', text: '|', at: 0, isOpen: false }

const isWritten = (item: Item): boolean =>
  item.kind === 'name' || (item.kind === 'text' && item.isOpen) || (item.kind === 'sign' && item.text === '!')

const lastIn = (items: readonly Item[]) => {
  const last = items.at(-1)
  return last && !isGroup(last) ? last : undefined
}

const isHolder = (item: Item): boolean => isName(item) && holders.test(item.text)

/** `union (…), (…` holds tables, `in (…)` too. */
const isHeld = (around: readonly Item[]): boolean => around.length <= 1 || isName(around[0], 'union')

const textOf = (item: Item | undefined): string => (item && !isGroup(item) ? item.text : '')

/** What stands behind `let name =`. */
function withoutLet(statement: readonly Item[]): readonly Item[] {
  const [word, , sign] = statement
  return isName(word, 'let') && isSign(sign, '=') ? statement.slice(3) : statement
}
