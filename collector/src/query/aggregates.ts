/** Aggregates pass over null, except `count` and `countIf`. */
export const aggregateNames = [
  'count',
  'countIf',
  'distinctCount',
  /** Of nothing 0. */
  'sum',
  /** As a real, of nothing NaN. */
  'average',
  /** It and those that follow pass over NaN. */
  'min',
  'max',
  /** Of a sample (divided by one less than there are) or, where the second is `population`, of all; of nothing 0, or NaN. */
  'variance',
  /** Of the first, the value below which so many percent (the second) are: one of the values. */
  'percentile',
  /** A dynamic array. */
  'list',
  'set',
  /** Of dynamic values: of arrays what is in them, of others themselves. */
  'setOfElements',
  /** One object of all, of two of one name either; what is no object is passed over. */
  'bag',
  /** The second, of the row in which the first is greatest; where the first is null in all of them, of any one. */
  'argMax',
  /** The same, where it is least. */
  'argMin',
  /**
   * A dynamic array of values, each at the place of its axis: value, axis, first, end, step, default. Without a first it
   * begins with the least of the axis, without an end it ends with the greatest; the end itself is no place. Where an
   * axis has no value, or null, the default.
   */
  'series',
  /** A dynamic array of the places: axis, first, end, step. */
  'axis',
] as const

export type AggregateName = (typeof aggregateNames)[number]
