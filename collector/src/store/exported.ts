import type { Answer } from './question.ts'

/** What became of a wish to export. */
export type Exported =
  /** It throws when what it gave is not all. */
  | { readonly kind: 'content'; readonly content: AsyncIterable<Uint8Array> }
  | Exclude<Answer, { readonly kind: 'rows' }>
