/** Makes the rows of a table, of entries with a `name`; one that has an `error` stays what it is, for the report to say. */
export const rows = (entries, cells) =>
  entries.map((entry) => (entry.error ? entry : [entry.name, ...cells(entry)]))
