/** Where no letter or digit may touch a term. */
export type TermEdge = 'around' | 'before' | 'behind'

/** Whether a term stands in a text and no letter or digit touches it. */
export function hasTerm(text: string, term: string, edge: TermEdge = 'around'): boolean {
  if (term === '') return true
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const end = at + term.length
    if (
      (edge === 'behind' || !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(at - 2, 0), at))) &&
      (edge === 'before' || !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2)))
    ) {
      return true
    }
  }
  return false
}
