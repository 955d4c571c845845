import type { Question } from '../question.ts'

/** A label beside a number, where KQL and OData find no text. OData's `eq` and `ne` do. */
const inKql = /(?<![\w(])(Payload\.labels(?:\.\w+|\['[^']+'\]))\s*(?:[<>]=?|==|!=)\s*-?\.?\d/
const inOData = /(?<![\w(])(Payload[./]labels[./]\w+)\s+(?:gt|ge|lt|le)\s+-?\.?\d/

/** What to write instead, where a question compares a label with a number: a label is a text, and the answer misses it. */
export function adviceOnLabels(question: Question): string | undefined {
  const isKql = question.language === 'kql'
  const label = isKql ? inKql.exec(question.query)?.[1] : inOData.exec(question.filter)?.[1]
  if (label === undefined) return undefined
  const number = isKql ? `todouble(${label})` : `cast(${label}, Edm.Double)`
  return `A label is text, never a number: write ${number}.`
}
