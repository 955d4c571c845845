/** So many angles in degrees, evenly from one to the other. */
export const between = (count: number, from: number, to: number): readonly number[] =>
  Array.from({ length: count }, (_, index) =>
    count > 1 ? from + ((to - from) * index) / (count - 1) : (from + to) / 2,
  )

/** So many angles in degrees, evenly around a circle. */
export const around = (count: number, from = 0): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + (360 * index) / count)
