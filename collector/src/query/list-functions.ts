/** Those functions of the tree that take or make dynamic arrays and objects. */
export const listFunctionNames = [
  // Of dynamic arrays, null where one is none. Elements are equal as JSON is; 1 and 1.0 are one number.
  'arrayConcat',
  /** From one place to another and with it, both counted from the end where negative. */
  'arraySlice',
  /** Where the second is in it, from the third on, among so many (the fourth, -1 for all), so many times over (the fifth); -1 where it is not. */
  'arrayIndexOf',
  /** The second is `asc` or `desc`, the third whether null comes last. Numbers, then texts, then the rest as it stands. */
  'arraySort',
  'arrayReverse',
  /** What is in arrays within it stands in their place, however deep; ClickHouse looks four levels down. */
  'arrayFlat',
  /** Null where one is no number. */
  'arraySum',
  /** As one text, the second between them. */
  'arrayJoin',
  /** Arrays of what is at the same place, null where one is shorter. */
  'arrayZip',
  'setUnion',
  'setIntersect',
  'setDifference',
  /** Whether the second is in it. */
  'setHas',
  /** Of any values. */
  'packArray',
  /** From the first to the second at most, by the third, which may fall: numbers, times or spans, 2^20 of them at most. Null where it is 0. */
  'listRange',
  // Of dynamic objects, null where one is none.
  /** Name, value, name, value. */
  'packBag',
  'bagKeys',
  'bagHasKey',
  /** Of two of one name the first counts. */
  'bagMerge',
  /** Without the names in the second, an array. */
  'bagRemoveKeys',
  /** With the third by the name that is the second. */
  'bagSetKey',
  /** Whether the third, a predicate of the second, which is an item, is true of one element of the first; never null. */
  'anyElement',
  /** Of each, or of none at all. */
  'everyElement',
] as const
