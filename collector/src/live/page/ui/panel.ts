/** A part of the page that follows its state. */
export interface Panel {
  readonly element: HTMLElement
  /** Draws what the page's state holds now. */
  draw(): void
}
