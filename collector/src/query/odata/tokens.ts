import { queryError } from '../query-error.ts'
import { readList } from './lists.ts'

/** A piece of an option's text; `at` is where it begins, counted from 0 in UTF-16 units. */
export type Token =
  | { readonly kind: 'sign'; readonly text: '(' | ')' | ','; readonly at: number }
  /** Without its quotes. `form` is what stands right before them, as in `datetime'2019-01-01'`. */
  | { readonly kind: 'quoted'; readonly text: string; readonly form?: string; readonly at: number }
  /** Everything else: fields, operators and texts without quotes. */
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  /** In `[ ]`, as JSON has it. */
  | { readonly kind: 'list'; readonly text: string; readonly items: readonly Item[]; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number }

/** A value in a list. */
export type Item = Extract<Token, { readonly kind: 'quoted' | 'word' }>

// A quote within its kind is written twice.
const piece =
  /\s*(?:(?<sign>[(),])|(?<list>\[(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\]"'])*\])|(?<open>\[)|(?<object>\{(?=\s*["}]))|(?<form>[^\s(),'"]*)(?:'(?<single>[^']*(?:''[^']*)*)'(?!')|"(?<double>[^"]*(?:""[^"]*)*)"(?!"))|(?<word>[^\s(),'"]+))/y

/** @throws QueryError when a quote or a list is left open */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  const pattern = new RegExp(piece)
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex
    const found = pattern.exec(text)
    const at = from + text.slice(from).search(/\S/)
    if (!found) throw queryError('a quote is left open', text.slice(at).search(/['"]/) + at)
    tokens.push(tokenOf(found.groups!, at))
  }
  return [...tokens, { kind: 'end', text: '', at: end }]
}

function tokenOf(
  { sign, list, open, object, form, single, double, word }: Record<string, string | undefined>,
  at: number,
): Token {
  if (sign !== undefined) return { kind: 'sign', text: sign as '(' | ')' | ',', at }
  if (list !== undefined) return { kind: 'list', text: list, items: readList(list, at), at }
  // No text begins so; and to look for its end at each further bracket would take as long as the square of the text.
  if (open !== undefined) throw queryError('a list in [ ] is left open; a text must be in quotes', at)
  if (object !== undefined) throw queryError('objects in { } are not supported; a text must be in quotes', at)
  if (word !== undefined) return { kind: 'word', text: word, at }
  const text = single?.replaceAll("''", "'") ?? double!.replaceAll('""', '"')
  return { kind: 'quoted', text, ...(form && { form }), at }
}
