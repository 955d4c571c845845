/** Why something cannot be accepted, and the parameter at fault where there is one. */
export interface Rejection {
  readonly parameter?: string
  readonly error: string
}

/** A line that was not accepted; lines are counted from 1, blank and shared ones too. */
export interface LineRejection extends Rejection {
  readonly line: number
}
