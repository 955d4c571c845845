/** What a query may be at most, so that none takes the reader, the writer or SQLite to its end. */
export const limits = {
  /** UTF-16 units of text. */
  text: 65_536,
  /** Brackets in each other, and links of one chain of sums or products. */
  nesting: 64,
  /** Operators in the pipe. */
  operators: 64,
  /** Steps in all pipes together. */
  steps: 400,
  /** Tables that are joined or united. */
  tables: 32,
  /** Tables that are read, each counted as often as it is used. */
  reads: 500,
  /** Tokens that functions of the query's own are read for again. */
  calls: 20_000,
  /** Rows of a range. */
  range: 10_000_000,
  /** Values of a datatable. */
  values: 5000,
  columns: 500,
  /** Names and places of one path. */
  parts: 100,
  /** Nodes of the tree, each counted as often as it is used. */
  nodes: 20_000,
  /** Nodes of the tree below each other. */
  depth: 250,
} as const
