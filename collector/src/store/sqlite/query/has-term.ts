/** Whether a term stands in a text and no letter or digit touches it. */
export function hasTerm(text: string, term: string): boolean {
  if (term === '') return true
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const end = at + term.length
    if (
      !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(at - 2, 0), at)) &&
      !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2))
    ) {
      return true
    }
  }
  return false
}
