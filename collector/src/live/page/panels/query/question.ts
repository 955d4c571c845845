/** What is asked, as it was typed. */
export type Question =
  | { readonly language: 'kql'; readonly query: string; readonly scope: string }
  | { readonly language: 'odata'; readonly filter: string; readonly orderby: string; readonly top: string }

/** The request that asks it, of the collector that the page is from. */
export function requestOf(question: Question): readonly [address: string, init: RequestInit] {
  if (question.language === 'kql') {
    const body = JSON.stringify({ Query: question.query, ...(question.scope && { Scope: question.scope }) })
    return [
      'api/v2.0/TrackEvents/preview',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body },
    ]
  }
  const { filter, orderby, top } = question
  const options = Object.entries({ $filter: filter, $orderby: orderby, $top: top })
  return [`api/v2.0/TrackEvents?${new URLSearchParams(options.filter(([, text]) => text.trim()))}`, {}]
}
