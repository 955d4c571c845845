type Time = bigint | null

interface State {
  readonly first: Time
  readonly last: Time
}

/** The time with which the session of the row begins that was gone through last. */
export const sessionStart = {
  start: (): State => ({ first: null, last: null }),
  step({ first, last }: State, time: Time, longest: bigint, gap: bigint, restart: Time): State {
    if (time === null) return { first: null, last: null }
    const isNew =
      first === null || last === null || restart === 1n || time >= first + longest || time >= last + gap
    return { first: isNew ? time : first, last: time }
  },
  // A window asks for it, though its frame never lets go of a row.
  inverse: (state: State): State => state,
  result: ({ first }: State): Time => first,
}
