/** What somebody asks, and of which events. It travels to another process: plain data. */
export type Question = {
  /** Whose events it may see; absent: everybody's. */
  readonly scopes?: readonly string[] | undefined
} & (
  | { readonly language: 'odata'; readonly options: Readonly<Record<string, string>> }
  | { readonly language: 'kql'; readonly text: string }
)

export type Answer =
  /** JSON. */
  | { readonly kind: 'answered'; readonly body: Uint8Array }
  /** It cannot be answered as it is. `at` counts UTF-16 units of the target from 0. */
  | { readonly kind: 'refused'; readonly message: string; readonly at?: number; readonly target?: string }
  /** Not now: too many are waiting. */
  | { readonly kind: 'busy' }
  /** Nothing is wrong with the question. */
  | { readonly kind: 'failed'; readonly message: string }
