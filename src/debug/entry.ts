/** What something is called, and its value as text. */
export type Parameter = readonly [name: string, text: string]

/** One thing that was seen. Whatever it was made of, here it is text. */
export interface Entry {
  /** An entry of the same id takes the place of the one before: more is known now. */
  readonly id: number
  readonly kind: 'event' | 'request' | 'issue'
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly title: string
  /** What became of it, in a few words. */
  readonly outcome: string
  readonly isBad: boolean
  /** What to do about it, where somebody can. */
  readonly advice?: string | undefined
  readonly parameters: readonly Parameter[]
}

/** Where entries are shown. */
export interface View {
  show(entry: Entry): void
  /** A tracker that is watched begins. */
  begin(): void
  /** It is stopped: nothing may be left on the page. */
  end(): void
}
